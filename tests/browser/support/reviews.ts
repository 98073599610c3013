// Carries a submitted document through its reviews as the people of the demo city, by the requests that their pages send.
import type { Browser, Page } from '@playwright/test'
import { pageOf } from './people'
import { call } from './requests'

interface Step {
  id: string
}

/** One person proofreads, three review, as the rule of distinct people wants it. */
const signer = (step: string): string =>
  step.startsWith('proof') ? 'gongkaiban' : step === 'review_1' ? 'shenhe' : step === 'review_2' ? 'fabu' : 'lingdao'

export async function passReviews(browser: Browser, id: string): Promise<void> {
  const pages = new Map<string, Page>()
  const as = async (login: string): Promise<Page> => {
    if (!pages.has(login)) pages.set(login, await pageOf(browser, login))
    return pages.get(login)!
  }
  const path = `/api/documents/${id}`
  const review = await call(await as('shenhe'), 'GET', `${path}/review`)
  const signed = new Set(
    review.rounds[0].signatures.map((signature: { step: string }) => signature.step),
  )
  for (const step of (review.route.steps as Step[]).filter((each) => !signed.has(each.id)))
    await call(await as(signer(step.id)), 'POST', `${path}/review/sign`, { round: review.round, step: step.id })
  if (review.secrecy.needed && !review.secrecy.concluded) {
    const reviewer = await as('shenhe')
    const { items } = await call(reviewer, 'GET', `${path}/secrecy`)
    const answers = items.map((item: Step) => ({ item: item.id, answer: 'none' }))
    await call(reviewer, 'PUT', `${path}/secrecy`, { answers })
    await call(reviewer, 'POST', `${path}/secrecy/conclude`, { conclusion: 'public' })
  }
  for (const page of pages.values()) await page.context().close()
}
