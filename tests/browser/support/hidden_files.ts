// Files that hide a text where a reader does not look, made by hand.
import { crc32 } from 'node:zlib'

/** A ZIP whose entries are stored as they are. */
function storedZip(entries: Record<string, Buffer | string>): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(entries)) {
    const bytes = Buffer.from(content)
    const about = Buffer.alloc(26)
    about.writeUInt16LE(20, 0)
    about.writeUInt16LE(0x800, 2)
    about.writeUInt16LE(0x5a21, 8)
    about.writeUInt32LE(crc32(bytes), 10)
    about.writeUInt32LE(bytes.length, 14)
    about.writeUInt32LE(bytes.length, 18)
    about.writeUInt16LE(Buffer.byteLength(name), 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    bodies.push(Buffer.from('PK\x03\x04'), about, Buffer.from(name), bytes)
    directory.push(Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), about, place, Buffer.from(name))
    offset += 30 + Buffer.byteLength(name) + bytes.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(Object.keys(entries).length, 8)
  end.writeUInt16LE(Object.keys(entries).length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...bodies, listed, end])
}

const contentTypes = (part: string, kind: string): string =>
  '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
  '<Default Extension="xml" ContentType="application/xml"/><Default Extension="jpeg" ContentType="image/jpeg"/>' +
  `<Override PartName="${part}" ContentType="application/vnd.openxmlformats-officedocument.${kind}.main+xml"/></Types>`

const paragraph = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`

const docxWith = (more: Record<string, Buffer | string>): Buffer =>
  storedZip({
    '[Content_Types].xml': contentTypes('/word/document.xml', 'wordprocessingml.document'),
    'word/document.xml': `<w:document xmlns:w="w"><w:body>${paragraph('名单见正文')}</w:body></w:document>`,
    ...more,
  })

export const docxWithComment = (text: string): Buffer =>
  docxWith({ 'word/comments.xml': `<w:comments xmlns:w="w"><w:comment w:author="经办人">${paragraph(text)}</w:comment></w:comments>` })

/** A picture inside whose EXIF has a description. */
export function docxWithImageMetadata(text: string): Buffer {
  const head = Buffer.from('MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x0e\x00\x02', 'latin1')
  const rest = Buffer.alloc(12)
  rest.writeUInt32BE(text.length + 1, 0)
  rest.writeUInt32BE(26, 4)
  const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), head, rest, Buffer.from(`${text}\0`, 'latin1')])
  const length = Buffer.alloc(2)
  length.writeUInt16BE(exif.length + 2)
  const picture = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe1]), length, exif, Buffer.from([0xff, 0xd9])])
  return docxWith({ 'word/media/image1.jpeg': picture })
}

export function xlsxWithHiddenSheet(text: string): Buffer {
  const sheet = (value: string) =>
    `<worksheet xmlns="x"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>${value}</t></is></c></row></sheetData></worksheet>`
  return storedZip({
    '[Content_Types].xml': contentTypes('/xl/workbook.xml', 'spreadsheetml.sheet'),
    'xl/workbook.xml':
      '<workbook xmlns="x" xmlns:r="r"><sheets><sheet name="公示" sheetId="1" r:id="rId1"/>' +
      '<sheet name="底稿" sheetId="2" state="hidden" r:id="rId2"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships xmlns="r"><Relationship Id="rId1" Type="t/worksheet" Target="worksheets/sheet1.xml"/>' +
      '<Relationship Id="rId2" Type="t/worksheet" Target="worksheets/sheet2.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': sheet('公示名单'),
    'xl/worksheets/sheet2.xml': sheet(text),
  })
}
