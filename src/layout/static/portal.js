// Enhancement only: without this script every page is complete.
(() => {
  'use strict';
  const root = document.documentElement;
  root.classList.add('js');

  const today = document.querySelector('[data-today]');
  if (today) today.textContent = new Intl.DateTimeFormat('zh-CN', {dateStyle: 'full', timeZone: 'Asia/Shanghai'}).format(new Date());

  const summary = document.getElementById('errs');
  if (summary) summary.focus();

  // A notice that was closed stays closed for this visit.
  for (const bar of document.querySelectorAll('[data-notice]')) {
    try {
      if (sessionStorage.getItem(bar.dataset.notice)) bar.open = false;
      bar.addEventListener('toggle', () => {
        if (bar.open) sessionStorage.removeItem(bar.dataset.notice);
        else sessionStorage.setItem(bar.dataset.notice, '1');
      });
    } catch { /* no storage: it opens again with the next page */ }
  }

  // What a voice should say: years digit by digit, 〔2026〕 as a year, days and percent in words.
  const digits = number => [...number].map(digit => '零一二三四五六七八九'[digit]).join('');
  const spoken = text => text
    .replace(/〔(\d{4})〕/g, (_, year) => `${digits(year)}年`)
    .replace(/(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)/g, (_, year, month, day) => `${digits(year)}年${Number(month)}月${Number(day)}日`)
    .replace(/(?<!\d)(\d{4})(?=年(?!以|内|期|前|后))/g, (_, year) => digits(year))
    .replace(/(?<!\d)(\d{4})(?=[—–~～至到-]+[零一二三四五六七八九]{4}年)/g, (_, year) => digits(year))
    .replace(/(\d+(?:\.\d+)?)%/g, '百分之$1')
    .replace(/[《》〔〕]/g, '');

  const blocksOf = body => [...body.querySelectorAll('p,h2,h3,h4,li,td,th')].filter(block => block.textContent.trim() && !block.querySelector('p,li'));

  // The place of a stretch of the block's text, across bold words and links.
  const rangeOf = (block, from, to) => {
    const range = document.createRange();
    const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let at = 0;
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const end = at + node.length;
      if (from >= at && from < end) range.setStart(node, from - at);
      if (to > at && to <= end) range.setEnd(node, to - at);
      at = end;
    }
    return range;
  };

  const sentencesOf = block => [...block.textContent.matchAll(/[^。！？；!?]+[。！？；!?]*[”’」』）]*/g)]
    .filter(([words]) => words.trim())
    .map(found => ({block, words: found[0], from: found.index, to: found.index + found[0].length}));

  // Marked without touching the text; an older browser marks the whole block.
  const mark = sentence => {
    unmark();
    if (window.CSS?.highlights && window.Highlight) CSS.highlights.set('speaking', new Highlight(rangeOf(sentence.block, sentence.from, sentence.to)));
    else sentence.block.classList.add('reading');
  };
  const unmark = () => {
    window.CSS?.highlights?.delete('speaking');
    document.querySelectorAll('.reading').forEach(block => block.classList.remove('reading'));
  };

  let turn = 0;  // a cancelled utterance still reports its end: only the present turn goes on
  const stop = button => {
    turn++;
    speechSynthesis.cancel();
    unmark();
    button.setAttribute('aria-pressed', 'false');
    button.textContent = button.dataset.start;
  };

  const speak = button => {
    const body = document.getElementById('text');
    if (!body || !('speechSynthesis' in window)) return;
    button.dataset.start ??= button.textContent;
    if (button.getAttribute('aria-pressed') === 'true') return stop(button);
    button.setAttribute('aria-pressed', 'true');
    button.textContent = button.dataset.speak;
    const mine = ++turn, sentences = blocksOf(body).flatMap(sentencesOf);
    const say = at => {
      if (mine !== turn) return;
      if (at >= sentences.length) return stop(button);
      const words = new SpeechSynthesisUtterance(spoken(sentences[at].words));
      words.lang = 'zh-CN';
      words.onstart = () => { if (mine === turn) mark(sentences[at]); };
      words.onend = () => say(at + 1);
      words.onerror = () => { if (mine === turn) stop(button); };
      speechSynthesis.speak(words);
    };
    say(0);
  };
  addEventListener('pagehide', () => window.speechSynthesis?.cancel());

  const copy = async button => {
    const words = button.textContent;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = button.dataset.done;
    } catch {
      button.textContent = button.dataset.copy;
    }
    setTimeout(() => { button.textContent = words; }, 4000);
  };

  document.addEventListener('click', event => {
    const button = event.target.closest('button');
    if (!button) return;
    if ('print' in button.dataset) window.print();
    if ('speak' in button.dataset) speak(button);
    if ('copy' in button.dataset) copy(button);
  });

  // Suggestions while somebody types in a search box (a combobox with a list, WAI-ARIA 1.2); Enter without a choice
  // sends the form as ever.
  const suggest = (input, number) => {
    const list = document.createElement('ul');
    const status = document.createElement('p');
    list.id = `suggestions-${number}`;
    list.className = 'suggestions';
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', '搜索提示');
    list.hidden = true;
    status.className = 'vh';
    status.setAttribute('role', 'status');
    input.after(list);
    input.form.append(status);
    input.setAttribute('role', 'combobox');
    input.setAttribute('aria-autocomplete', 'list');
    input.setAttribute('aria-controls', list.id);
    input.setAttribute('aria-expanded', 'false');
    let asked = 0, timer = 0, chosen = -1;

    const close = () => {
      list.hidden = true;
      chosen = -1;
      input.setAttribute('aria-expanded', 'false');
      input.removeAttribute('aria-activedescendant');
    };
    const choose = index => {
      const options = [...list.children];
      chosen = (index + options.length) % options.length;
      options.forEach((option, at) => option.setAttribute('aria-selected', String(at === chosen)));
      input.setAttribute('aria-activedescendant', options[chosen].id);
      options[chosen].scrollIntoView({block: 'nearest'});
    };
    const optionOf = (item, at) => {
      const option = document.createElement('li');
      option.id = `${list.id}-${at}`;
      option.setAttribute('role', 'option');
      option.dataset.address = item.address;
      if (item.mark) {
        const mark = document.createElement('span');
        mark.className = 'tag n';
        mark.textContent = item.mark;
        option.append(mark, ' ');
      }
      option.append(item.title);
      if (item.number) {
        const small = document.createElement('small');
        small.textContent = item.number;
        option.append(' ', small);
      }
      return option;
    };
    const show = items => {
      list.replaceChildren(...items.map(optionOf));
      status.textContent = items.length ? `有 ${items.length} 条提示，用上下键选择` : '';
      if (!items.length) return close();
      list.hidden = false;
      chosen = -1;
      input.setAttribute('aria-expanded', 'true');
    };
    const ask = async () => {
      const mine = ++asked, typed = input.value.trim();
      if (!typed) return close();
      try {
        const joint = input.dataset.suggest.includes('?') ? '&' : '?';
        const answer = await fetch(`${input.dataset.suggest}${joint}q=${encodeURIComponent(typed)}`);
        if (answer.ok && mine === asked) show((await answer.json()).items);
      } catch {
        close();
      }
    };
    input.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(ask, 80);
    });
    input.addEventListener('keydown', event => {
      if (list.hidden || event.isComposing) return;
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault();
        choose(event.key === 'ArrowDown' ? chosen + 1 : chosen < 0 ? -1 : chosen - 1);
      } else if (event.key === 'Escape') {
        event.preventDefault();
        close();
      } else if (event.key === 'Enter' && chosen >= 0) {
        event.preventDefault();
        location.href = list.children[chosen].dataset.address;
      }
    });
    list.addEventListener('mousedown', event => {
      const option = event.target.closest('[role=option]');
      event.preventDefault();
      if (option) location.href = option.dataset.address;
    });
    input.addEventListener('blur', close);
  };
  document.querySelectorAll('input[data-suggest]').forEach(suggest);

  // That a hit was opened is counted for its words; nothing says by whom.
  document.addEventListener('click', event => {
    const hits = event.target.closest('a') && event.target.closest('[data-question]');
    if (!hits || !hits.dataset.question || !navigator.sendBeacon) return;
    navigator.sendBeacon('/search/click', new URLSearchParams({q: hits.dataset.question, site: hits.dataset.site}));
  });

  // Fields of a person or of an organisation: those of the other are put away, not emptied.
  const kinds = document.querySelectorAll('input[name=applicant_kind]'), groups = document.querySelectorAll('[data-kind]');
  const showKind = () => {
    const chosen = [...kinds].find(kind => kind.checked)?.value;
    for (const group of groups) group.hidden = !chosen || (group.dataset.kind === 'natural') !== (chosen === 'natural');
  };
  kinds.forEach(kind => kind.addEventListener('change', showKind));
  if (kinds.length) showKind();

  // What is public already, while somebody describes what they want. Sent in a form, so that it stands in no address.
  for (const place of document.querySelectorAll('[data-known]')) {
    const words = place.closest('form').querySelector('textarea'), token = place.closest('form').elements.csrf;
    let timer = 0, asked = 0;
    const look = async () => {
      const mine = ++asked;
      try {
        const answer = await fetch(place.dataset.known, {method: 'POST', body: new URLSearchParams({csrf: token.value, description: words.value})});
        if (!answer.ok || mine !== asked) return;
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        place.replaceChildren(...page.body.childNodes);
      } catch { /* the button of the form asks as well */ }
    };
    words.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(look, 600);
    });
    if (words.value.trim()) look();
  }

  // A file dropped on its field is as good as one chosen.
  for (const place of document.querySelectorAll('[data-drop]')) {
    const input = place.querySelector('input[type=file]');
    const over = on => event => {
      event.preventDefault();
      place.classList.toggle('over', on);
    };
    place.addEventListener('dragover', over(true));
    place.addEventListener('dragleave', over(false));
    place.addEventListener('drop', event => {
      over(false)(event);
      if (event.dataTransfer.files.length) input.files = event.dataTransfer.files;
    });
  }
})();
