// Enhancement only: without this script every page is complete.
(() => {
  'use strict';
  const root = document.documentElement;
  root.classList.add('js');

  const today = document.querySelector('[data-today]');
  if (today) today.textContent = new Intl.DateTimeFormat('zh-CN', {dateStyle: 'full', timeZone: 'Asia/Shanghai'}).format(new Date());

  const summary = document.getElementById('errs');
  if (summary) summary.focus();

  // What a voice should say: 〔2026〕 as 2026年, percent in words.
  const spoken = text => text.replace(/〔(\d{4})〕/g, '$1年').replace(/(\d+(?:\.\d+)?)%/g, '百分之$1').replace(/[《》]/g, '');

  const blocksOf = body => [...body.querySelectorAll('p,h2,h3,h4,li,td,th')].filter(block => block.textContent.trim() && !block.querySelector('p,li'));

  const stop = button => {
    speechSynthesis.cancel();
    document.querySelectorAll('.reading').forEach(block => block.classList.remove('reading'));
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
    const blocks = blocksOf(body);
    blocks.forEach((block, index) => {
      const words = new SpeechSynthesisUtterance(spoken(block.textContent));
      words.lang = 'zh-CN';
      words.onstart = () => block.classList.add('reading');
      words.onend = () => {
        block.classList.remove('reading');
        if (index === blocks.length - 1) stop(button);
      };
      speechSynthesis.speak(words);
    });
  };

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
})();
