import { describe, expect, it } from 'vitest'
import catalog from '../../../catalog/regulation/wizard.json'
import results from '../../../catalog/regulation/outcomes.json'
import { firstActs, follow, groundOf, stages, type Wizard } from './wizard'
import type { Outcome } from './model'

// The questions that the server really asks; it leaves no field away.
const wizard = {
  first: catalog.first,
  questions: catalog.questions.map((question) => ({
    ...question,
    answers: question.answers.map((answer) => ({ next: '', outcome: '', act: '', ...answer })),
  })),
} as unknown as Wizard
const outcomes = results.outcomes as unknown as Outcome[]
const choices = { wizard, outcomes }

describe('the wizard', () => {
  it('begins with the first question', () => {
    expect(follow(choices, []).next?.id).toBe('complete')
  })

  it('asks in the order of the seven steps', () => {
    expect(stages(wizard)).toEqual(['补不补', '是不是', '谁负责', '有没有', '给不给', '怎么给', '怎么答'])
  })

  it('ends in one outcome', () => {
    const end = follow(choices, [
      { question: 'complete', answer: 'clear' },
      { question: 'volume', answer: 'reasonable' },
      { question: 'nature', answer: 'petition' },
    ])
    expect(end.outcome?.id).toBe('petition')
    expect(end.next).toBeNull()
  })

  it('stops at what must be done first', () => {
    const wait = follow(choices, [{ question: 'complete', answer: 'unclear' }])
    expect(wait).toMatchObject({ act: 'ask_correction', next: null, outcome: null })
  })

  it('forgets answers to questions that are no longer asked', () => {
    const here = follow(choices, [
      { question: 'complete', answer: 'clear' },
      { question: 'nature', answer: 'petition' },
    ])
    expect(here.steps).toHaveLength(1)
    expect(here.next?.id).toBe('volume')
  })

  it('knows the ground of what a partial disclosure withholds', () => {
    const way = [
      'complete:clear',
      'volume:reasonable',
      'nature:request',
      'repeat:first',
      'responsible:ours',
      'joint:alone',
      'held:found',
      'public:no',
      'withhold:E16_3',
      'weigh_E16_3:withhold',
      'separate_E16_3:part',
      'supply_part:as_asked',
      'answer_part:ready',
    ]
    const end = follow(
      choices,
      way.map((each) => ({ question: each.split(':')[0]!, answer: each.split(':')[1]! })),
    )
    expect(end.outcome?.id).toBe('part')
    expect(groundOf(end.steps)).toBe('E16_3')
  })

  it('has words for everything that must be done first', () => {
    for (const question of wizard.questions)
      for (const answer of question.answers) if (answer.act) expect(firstActs[answer.act], answer.act).toBeDefined()
  })
})
