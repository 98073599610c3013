import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/',
    name: 'todo',
    component: () => import('./TodoPage.vue'),
    meta: { title: '我的待办', section: 'todo' },
  },
  {
    path: '/documents',
    name: 'documents',
    component: () => import('./DocumentListPage.vue'),
    meta: { title: '文稿', section: 'documents', needs: ['content.read'] },
  },
  {
    path: '/documents/new',
    name: 'new-document',
    component: () => import('./NewDocumentPage.vue'),
    meta: { title: '起草文稿', section: 'documents', needs: ['content.write'] },
  },
  {
    path: '/documents/:id',
    name: 'document',
    component: () => import('./DocumentPage.vue'),
    props: true,
    meta: { title: '文稿详情', section: 'documents', needs: ['content.read'] },
  },
  {
    path: '/documents/:id/editions',
    name: 'editions',
    component: () => import('./EditionsPage.vue'),
    props: true,
    meta: { title: '版次对照', section: 'documents', needs: ['content.read'] },
  },
  {
    path: '/documents/:id/edit',
    name: 'edit-document',
    component: () => import('./DocumentEditPage.vue'),
    props: true,
    meta: { title: '编辑文稿', section: 'documents', needs: ['content.write'] },
  },
]
