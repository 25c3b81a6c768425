
// Shows one section at a time, and finds sections by words: with the theme's own search
// and filters where it has them, which are in `tools`. Without this script the page is
// one long document.
  var root = document.documentElement;
  var blocks = Array.prototype.slice.call(document.querySelectorAll('.single-block'));
  var pages = Array.prototype.slice.call(document.querySelectorAll('.single-page'));
  var texts = new Map();
  var all = false;

  function each(list, of) { Array.prototype.forEach.call(list, of); }

  // Accents do not matter: what is folded here is folded in the query too.
  function fold(text) {
    return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase()
      .replace(/ł/g, 'l').replace(/ø/g, 'o').replace(/đ/g, 'd').replace(/ß/g, 'ss');
  }

  function words(page) {
    if (!texts.has(page)) {
      texts.set(page, { title: fold(page.dataset.title || ''), text: fold(page.textContent) });
    }
    return texts.get(page);
  }

  // What stands in for a picture that is here already, in the section of its entry.
  var STAND_IN = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';

  // The section of a file's address: `members/fiolume/index.html` is `#members.fiolume`.
  function sectionOf(path) {
    if (path.indexOf('assets/') === 0) { return STAND_IN; }
    var parts = path.split('#');
    var id = parts[0].replace(/(^|\/)index\.html$/, '').replace(/\/$/, '').replace(/\//g, '.') || '_home';
    return '#' + id + (parts[1] ? '_' + parts[1] : '');
  }

  // An address inside this page, as far as the tools ask for one.
  function Place(to) {
    var at = String(to).split('?');
    this.search = at[1] ? '?' + at[1] : '';
    this.pathname = at[0];
    this.href = sectionOf(at[0]) + this.search;
  }

  // Gives the pictures of entries that a tool shows what the page holds of them.
  function fill(place) {
    each(place.querySelectorAll('img'), function (image) {
      if (image.getAttribute('src') !== STAND_IN) { return; }
      var item = image.closest('li, tr, article') || image.parentElement;
      var link = item.querySelector('a[href^="#"]');
      var entry = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
      var picture = entry && entry.querySelector('svg.picture, img');
      if (picture) {
        var copy = picture.cloneNode(true);
        copy.removeAttribute('id');
        if (image.className) { copy.setAttribute('class', 'picture ' + image.className); }
        copy.setAttribute('aria-hidden', 'true');
        copy.removeAttribute('role');
        copy.removeAttribute('aria-label');
        if (copy.hasAttribute('alt')) { copy.alt = ''; }
        image.replaceWith(copy);
      } else { image.remove(); }
    });
  }

  // Runs a tool of the theme in a part of the page, with an address of its own; what it
  // answers to a change of the address from outside is returned. Of the data it is given those
  // whose names begin as it says.
  function start(tool, place, block, shown, data) {
    var held = unpacked.get(block) || {};
    var parts = Object.keys(held).filter(function (name) { return name === 'site' || name.indexOf(data) === 0; });
    if (!tool || !parts.length) { return null; }
    var heard = [];
    var address = { search: '', hash: '', pathname: '/', protocol: 'file:', href: '' };
    function go(state, title, to) { address.search = new Place(to).search; }
    var seen = {
      baseURI: '', currentScript: null, head: document.head, documentElement: root, body: document.body,
      get activeElement() { return document.activeElement; },
      querySelector: function (what) { return place.querySelector(what) || document.createElement('p'); },
      querySelectorAll: function (what) { return place.querySelectorAll(what); },
      createElement: function (name) { return document.createElement(name); },
      createElementNS: function (space, name) { return document.createElementNS(space, name); },
      addEventListener: function (name, of) { document.addEventListener(name, of); }
    };
    var own = { spunwebSlash: { isOff: function () { return true; }, turn: function () {} } };
    // The first script makes what holds the data, the next ones read it at once.
    Object.defineProperty(own, 'spunweb', {
      get: function () { return own.held; },
      set: function (value) {
        own.held = value;
        each(parts, function (name) { value.put(name, held[name]); });
      }
    });
    new MutationObserver(function () { fill(shown); }).observe(shown, { childList: true, subtree: true });
    tool(own, own, seen, address, { pushState: go, replaceState: go }, function (name, of) {
      if (name === 'popstate') { heard.push(of); } else { window.addEventListener(name, of); }
    }, Place);
    return function (search) {
      address.search = search;
      heard.forEach(function (of) { of(); });
    };
  }

  // The data of each language, once they are unpacked. Until then, and in a browser that
  // cannot, the page's own search and narrowing answer.
  var unpacked = new Map();

  function unpack(block) {
    var packed = block.querySelector('[data-packed]');
    if (!packed || typeof DecompressionStream !== 'function') { return Promise.resolve(); }
    return Promise.resolve().then(function () {
      var letters = atob(packed.textContent);
      var bytes = new Uint8Array(letters.length);
      for (var i = 0; i < letters.length; i += 1) { bytes[i] = letters.charCodeAt(i); }
      var stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
      return new Response(stream).text();
    }).then(function (text) { unpacked.set(block, JSON.parse(text)); }).catch(function () {});
  }

  // The filters of lists that have been looked at.
  var filters = new Map();
  var ready = false;

  function explore(page, search) {
    if (!ready) { return; }
    if (!filters.has(page)) {
      var has = page.querySelector('[data-explore]');
      var filter = has && start(tools.list, page, page.closest('.single-block'), page, 'list-');
      filters.set(page, filter);
      if (!filter && page.classList.contains('single-list')) { narrow(page); }
    }
    if (search && filters.get(page)) { filters.get(page)(search); }
  }

  function show(page) {
    var block = page.closest('.single-block');
    if (!all) {
      each(blocks, function (other) { other.hidden = other !== block; });
      each(pages, function (other) { other.hidden = other !== page; });
    }
    explore(page, '');
    root.lang = block.lang;
    document.title = (page.dataset.title ? page.dataset.title + ' – ' : '') +
      block.querySelector('.single-title').textContent;
  }

  // A list is narrowed by what the sections of its terms hold; of the same field one of the
  // terms, of several fields each.
  function narrow(page) {
    var chosen = [];
    var line = document.createElement('div');
    line.className = 'single-filter';
    line.setAttribute('role', 'status');
    var facets = page.querySelector('.facets');
    if (!facets) { return; }
    facets.after(line);
    function members(id) {
      var section = document.getElementById(id);
      return new Set(Array.prototype.map.call(section ? section.querySelectorAll('a[href]') : [], function (a) { return a.hash; }));
    }
    function entries() {
      return Array.prototype.filter.call(page.querySelectorAll('li, tbody tr'), function (item) {
        return !item.closest('.facets') && !item.parentElement.closest('li') && item.querySelector('a[href^="#"]');
      });
    }
    function apply() {
      var all = entries();
      var fields = new Map();
      chosen.forEach(function (one) {
        var known = fields.get(one.field) || new Set();
        members(one.id).forEach(function (hash) { known.add(hash); });
        fields.set(one.field, known);
      });
      var shown = 0;
      all.forEach(function (item) {
        var links = Array.prototype.map.call(item.querySelectorAll('a[href^="#"]'), function (a) { return a.hash; });
        var fits = Array.from(fields.values()).every(function (known) { return links.some(function (hash) { return known.has(hash); }); });
        item.hidden = !fits;
        if (fits) { shown += 1; }
      });
      each(page.querySelectorAll('section, .group'), function (group) {
        group.hidden = !!group.querySelector('li, tr') && !group.querySelector('li:not([hidden]), tbody tr:not([hidden])');
      });
      line.textContent = chosen.length ? shown + ' / ' + all.length + ' ' : '';
      chosen.forEach(function (one) {
        var button = document.createElement('button');
        button.type = 'button';
        button.textContent = one.label + ' ×';
        button.addEventListener('click', function () {
          chosen = chosen.filter(function (other) { return other !== one; });
          apply();
          facets.querySelector('summary').focus();
        });
        line.appendChild(button);
      });
    }
    facets.addEventListener('click', function (event) {
      var link = event.target.closest('a');
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
      event.preventDefault();
      var id = decodeURIComponent(link.hash.slice(1));
      var menu = link.closest('details');
      if (!chosen.some(function (one) { return one.id === id; })) {
        chosen.push({ id: id, field: menu.querySelector('summary').textContent, label: link.firstChild.textContent.trim() });
      }
      menu.open = false;
      menu.querySelector('summary').focus();
      apply();
    });
  }

  function target() {
    var id = decodeURIComponent(location.hash.slice(1).split('?')[0]);
    return id ? document.getElementById(id) : null;
  }

  function follow() {
    var place = target();
    var page = place && place.closest('.single-page');
    if (!page) {
      var language = (navigator.language || '').slice(0, 2);
      var block = blocks.filter(function (b) { return b.lang === language; })[0] || blocks[0];
      page = block.querySelector('.single-page:not(.single-results):not(.single-contents)') || pages[0];
      place = null;
    }
    show(page);
    var asked = location.hash.indexOf('?');
    if (asked > 0) { explore(page, location.hash.slice(asked)); }
    if (place && place !== page) { place.scrollIntoView(); } else if (!all) { window.scrollTo(0, 0); }
    else if (place) { place.scrollIntoView(); }
  }

  function find(block, query) {
    var results = block.querySelector('.single-results');
    var list = results.querySelector('ul');
    var wanted = fold(query).split(/\s+/).filter(Boolean);
    if (!wanted.length) { follow(); return; }
    var found = [];
    each(block.querySelectorAll('.single-entry'), function (page) {
      var of = words(page);
      var score = 0;
      for (var i = 0; i < wanted.length; i += 1) {
        if (of.title.indexOf(wanted[i]) >= 0) { score += 10; }
        else if (of.text.indexOf(wanted[i]) < 0) { return; }
      }
      found.push({ page: page, score: score });
    });
    found.sort(function (a, b) { return b.score - a.score; });
    list.textContent = '';
    each(found.slice(0, 100), function (one) {
      var item = document.createElement('li');
      var link = document.createElement('a');
      link.href = '#' + one.page.id;
      link.textContent = one.page.dataset.title;
      item.appendChild(link);
      if (one.page.dataset.group) {
        var group = document.createElement('span');
        group.textContent = one.page.dataset.group;
        item.appendChild(document.createTextNode(' '));
        item.appendChild(group);
      }
      list.appendChild(item);
    });
    results.querySelector('[role=status]').textContent = found.length
      ? results.dataset.found.replace('{count}', String(found.length)) : results.dataset.none;
    show(results);
    if (all) { results.hidden = false; results.scrollIntoView(); }
  }

  var searches = [];
  each(blocks, function (block) {
    var form = block.querySelector('.single-search');
    var field = form.querySelector('input');
    var results = block.querySelector('.single-results');
    form.hidden = false;
    var search = null;
    // The answer of the theme's search comes by itself; here it is only shown.
    function found() {
      if (!search) { find(block, field.value); return; }
      if (!field.value.trim()) { follow(); return; }
      show(results);
      if (all) { results.hidden = false; }
    }
    searches.push(function () {
      search = start(tools.search, block, block, results, 'search');
      if (!search) { return; }
      // What was typed meanwhile is asked again.
      results.querySelector('.single-list').textContent = '';
      if (field.value.trim()) { field.dispatchEvent(new Event('input', { bubbles: true })); }
    });
    form.addEventListener('submit', function (event) { event.preventDefault(); found(); });
    field.addEventListener('input', found);
    // A click on the link of the section that is behind the results changes no hash.
    results.addEventListener('click', function (event) {
      var link = event.target.closest('a[href^="#"]');
      if (link) { field.value = ''; if (link.hash === location.hash) { follow(); } }
    });
    var button = block.querySelector('.single-all');
    button.hidden = false;
    button.addEventListener('click', function () {
      all = true;
      each(blocks, function (other) { other.hidden = other !== block; });
      each(pages, function (page) {
        page.hidden = page.classList.contains('single-results');
        if (page.closest('.single-block') === block) { explore(page, ''); }
      });
    });
  });
  window.addEventListener('hashchange', follow);
  follow();
  Promise.all(blocks.map(unpack)).then(function () {
    ready = true;
    each(searches, function (of) { of(); });
    var place = target();
    var asked = location.hash.indexOf('?');
    each(pages, function (page) {
      if (page.hidden || page.closest('.single-block').hidden) { return; }
      explore(page, asked > 0 && page.contains(place) ? location.hash.slice(asked) : '');
    });
  });
