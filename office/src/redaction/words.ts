// The server's short codes in the office's words.
const extras: Record<string, string> = {
  annotation: '批注或表单',
  attachment: '附件',
  script: '脚本',
  layer: '图层',
  thumbnail: '缩略图',
  revision: '历史版本',
  property: '文件属性',
  comment: '批注',
  deleted: '修订中删除的文字',
  hidden: '隐藏文字',
  embedded: '嵌入对象',
  custom_data: '自定义数据',
}

const kinds: Record<string, string> = {
  id_number: '身份证号码',
  phone: '手机号码',
  landline: '座机号码',
  bank_card: '银行卡号',
  address: '住址',
  passport: '护照、通行证号码',
  email: '电子邮箱',
  name: '姓名',
}

const checks: Record<string, string> = {
  page: '页面文字（页）',
  stream: '数据流（个）',
  structure: '文件结构、属性、批注和附件（遍）',
  picture: '遮盖区像素（处）',
  recognised: '遮盖区文字识别（处）',
  entry: '文件部件（个）',
  part: '文字部分（段）',
  line: '文字行（行）',
}

const parts: Record<string, string> = { body: '正文', header: '页眉', footer: '页脚', footnote: '脚注' }

export const extraWord = (kind: string) => extras[kind] ?? kind
export const kindWord = (kind: string) => kinds[kind] ?? kind
export const checkWord = (what: string) => checks[what] ?? what
export const partWord = (part: string) => parts[part] ?? part

/** Which files can be opened for redaction, by their names. */
export function canRedact(name: string): boolean {
  return /\.(pdf|docx|txt|csv|jpe?g|png|webp|gif)$/i.test(name)
}
