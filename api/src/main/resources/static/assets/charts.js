// Draws the charts that the server describes. No number is reckoned here; each stands in a table of the page too.
(() => {
  // Okabe and Ito's colours, which people tell apart however they see; the dark blue is too dark on black.
  const ON_WHITE = ['#0072B2', '#E69F00', '#009E73', '#CC79A7', '#D55E00', '#56B4E9', '#999999', '#000000'];
  const ON_BLACK = ['#56B4E9', '#E69F00', '#009E73', '#CC79A7', '#D55E00', '#F0E442', '#999999', '#0072B2'];
  const colourOf = n => {
    const colours = document.documentElement.dataset.theme === 'dark' ? ON_BLACK : ON_WHITE;
    return colours[n % colours.length];
  };
  const SHAPES = ['circle', 'rect', 'triangle', 'diamond', 'roundRect', 'emptyCircle', 'emptyRect', 'emptyDiamond'];
  const DASHES = ['solid', [8, 4], [3, 3], [10, 3, 3, 3], [14, 6], [2, 6], [6, 2], [12, 3]];

  const said = (chart, value) => value == null ? '–'
    : chart.percent ? Math.round(value * 100) + ' %' : String(Math.round(value * 10) / 10);
  const interval = (chart, point) => point.low == null && point.high == null ? ''
    : ` (${said(chart, point.low)} to ${said(chart, point.high)})`;

  const highest = chart => Math.max(0, ...chart.series.flatMap(series => series.points)
    .map(point => point.high ?? point.y ?? 0));

  const line = (chart, series, n, band) => {
    const colour = colourOf(n);
    const curve = {
      name: series.name, type: 'line', step: chart.kind === 'CURVE' && !series.limit ? 'end' : false,
      data: series.points.map(point => [point.x, point.y]), symbol: chart.kind === 'LINE' ? SHAPES[n % SHAPES.length] : 'none', symbolSize: 6, connectNulls: false,
      lineStyle: {width: series.limit ? 1 : 2.5, type: series.limit ? 'dashed' : DASHES[n % DASHES.length]},
      itemStyle: {color: series.limit ? '#888888' : colour}, color: series.limit ? '#888888' : colour,
    };
    if (!band || series.limit || series.points.every(point => point.low == null)) {
      return [curve];
    }
    return [curve, {
      name: series.name, type: 'custom', silent: true, z: 1, tooltip: {show: false}, itemStyle: {color: colour},
      encode: {x: 0, y: [1, 2]},
      data: series.points.filter(point => point.low != null && point.high != null)
        .map(point => [point.x, point.low, point.high]),
      renderItem: (place, api) => {
        const points = series.points.filter(point => point.low != null && point.high != null);
        if (place.dataIndex + 1 >= points.length) {
          return null;
        }
        const here = points[place.dataIndex];
        const from = api.coord([here.x, here.high]);
        const to = api.coord([points[place.dataIndex + 1].x, here.low]);
        return {type: 'rect', shape: {x: from[0], y: from[1], width: to[0] - from[0], height: to[1] - from[1]},
          style: {fill: colour, opacity: .13}};
      },
    }];
  };

  // Intervals lie: categories stand below each other, where their names have room.
  const points = (chart, series, n, all) => {
    const colour = colourOf(n);
    const lying = chart.kind === 'INTERVALS';
    const shift = lying ? (n - (all - 1) / 2) * 12 : 0;
    const placed = (across, up) => lying ? [up, across] : [across, up];
    return [{
      name: series.name, type: 'custom', silent: true, z: 1, itemStyle: {color: colour},
      encode: lying ? {y: 0, x: [1, 2]} : {x: 0, y: [1, 2]},
      data: series.points.filter(point => point.low != null && point.high != null)
        .map(point => [point.x, point.low, point.high]),
      renderItem: (_, api) => {
        const low = api.coord(placed(api.value(0), api.value(1)));
        const high = api.coord(placed(api.value(0), api.value(2)));
        const y = low[1] + shift;
        const path = lying ? `M${low[0]} ${y - 5}v10M${low[0]} ${y}H${high[0]}M${high[0]} ${y - 5}v10`
          : `M${low[0] - 5} ${low[1]}h10M${low[0]} ${low[1]}V${high[1]}M${low[0] - 5} ${high[1]}h10`;
        return {type: 'path', shape: {pathData: path}, style: {stroke: colour, fill: 'none', lineWidth: 2}};
      },
    }, {
      name: series.name, type: 'scatter', symbol: SHAPES[n % SHAPES.length], symbolSize: 11,
      symbolOffset: [0, shift], itemStyle: {color: colour, opacity: 1}, color: colour, z: 3,
      data: series.points.filter(point => point.y != null)
        .map(point => ({value: placed(point.x, point.y), name: point.label ?? '', point})),
    }];
  };

  const drawn = chart => chart.series.flatMap((series, n) => {
    switch (chart.kind) {
      case 'BARS': return [{name: series.name, type: 'bar', stack: 'all', color: colourOf(n),
        data: chart.categories.map((_, x) => series.points.find(point => point.x === x)?.y ?? 0)}];
      case 'INTERVALS': return points(chart, series, n, chart.series.length);
      case 'FUNNEL': return series.limit ? line(chart, series, n, false) : points(chart, series, n, 1);
      default: return line(chart, series, n, chart.series.filter(each => !each.limit).length <= 4);
    }
  });

  const option = (chart, style) => {
    const colour = style.getPropertyValue('--pico-color').trim();
    const faint = style.getPropertyValue('--pico-muted-border-color').trim();
    const grounds = style.getPropertyValue('--pico-background-color').trim();
    const axis = {axisLine: {lineStyle: {color: colour}}, axisLabel: {color: colour}, nameTextStyle: {color: colour},
      splitLine: {lineStyle: {color: faint}}};
    const several = chart.series.filter(series => !series.limit).length > 1;
    const byCategory = chart.categories.length > 0;
    const lying = chart.kind === 'INTERVALS';
    const named = {...axis, type: 'category', data: chart.categories, splitLine: {show: false}, inverse: lying,
      axisLabel: {color: colour, interval: lying ? 0 : 'auto', ...(lying ? {width: 110, overflow: 'break', lineHeight: 14} : {})}};
    const measured = {
      ...axis, type: 'value', min: chart.percent ? 0 : undefined, max: chart.percent && (chart.kind === 'CURVE' || chart.kind === 'FUNNEL' || highest(chart) > .5) ? 1 : undefined,
      minInterval: chart.percent ? undefined : 1,
      axisLabel: {color: colour, formatter: value => chart.percent ? Math.round(value * 1000) / 10 + ' %' : value},
    };
    return {
      animation: false, textStyle: {fontFamily: style.fontFamily, color: colour},
      aria: {enabled: false},
      grid: {left: 8, right: lying ? 28 : 16, top: several || chart.kind === 'FUNNEL' ? 44 : 24, bottom: chart.across || lying ? 34 : 12, containLabel: true},
      legend: {show: several || chart.kind === 'FUNNEL', top: 0, left: 0, type: 'scroll', textStyle: {color: colour},
        inactiveColor: faint},
      tooltip: {
        trigger: ['BARS', 'CURVE', 'LINE'].includes(chart.kind) ? 'axis' : 'item', renderMode: 'richText',
        backgroundColor: grounds, borderColor: faint, textStyle: {color: colour}, axisPointer: {type: 'shadow'},
        formatter: hit => {
          const hits = Array.isArray(hit) ? hit : [hit];
          const x = hits[0].data?.point?.x ?? (Array.isArray(hits[0].value) ? hits[0].value[0] : hits[0].dataIndex);
          const head = hits[0].data?.point?.label ?? (byCategory ? chart.categories[x] : String(x));
          const unit = chart.across && !hits[0].data?.point?.label ? `${chart.across}: ` : '';
          const lines = new Map();
          hits.forEach(each => {
            const series = chart.series.find(one => one.name === each.seriesName);
            const point = series?.points.findLast(one => one.x <= x);
            if (point) {
              lines.set(each.seriesName, `${each.seriesName}: ${said(chart, point.y)}${interval(chart, point)}`);
            }
          });
          if (hits[0].data?.point) {
            const point = hits[0].data.point;
            lines.clear();
            lines.set('', said(chart, point.y) + interval(chart, point));
          }
          return [unit + head, ...lines.values()].join('\n');
        },
      },
      xAxis: lying ? {...measured, name: chart.up, nameLocation: 'middle', nameGap: 28}
        : {...(byCategory ? named : {...axis, type: 'value', min: chart.kind === 'FUNNEL' || chart.kind === 'CURVE' ? 0 : 'dataMin',
          minInterval: 1, splitLine: {show: false}}), name: chart.across, nameLocation: 'middle', nameGap: 28},
      yAxis: lying ? named
        : {...measured, name: chart.up, nameTextStyle: {color: colour, align: 'left'}, nameGap: 10},
      series: drawn(chart),
    };
  };

  const draw = figure => {
    const place = figure.querySelector('.drawing');
    const chart = JSON.parse(figure.dataset.chart);
    if (chart.kind === 'INTERVALS') {
      place.style.height = `${Math.max(12, chart.categories.length * Math.max(2.2, chart.series.length * 1.2) + 6)}rem`;
    }
    const picture = echarts.getInstanceByDom(place) ?? echarts.init(place, null, {renderer: 'svg'});
    const fit = () => picture.isDisposed()
      || picture.getWidth() === place.clientWidth && picture.getHeight() === place.clientHeight || picture.resize();
    fit(); // before it is drawn: on paper there is no later
    picture.setOption(option(chart, getComputedStyle(document.body)), true);
    if (!figure.watched) {
      figure.watched = new ResizeObserver(fit);
      figure.watched.observe(place);
    }
  };
  const all = () => document.querySelectorAll('figure[data-chart]').forEach(draw);

  document.addEventListener('DOMContentLoaded', () => {
    all();
    // not scrollIntoView, from where browsers go on with the Tab key
    const current = document.querySelector('.reports [aria-current]');
    const menu = current?.closest('.reports');
    if (menu) {
      const [place, frame] = [current.getBoundingClientRect(), menu.getBoundingClientRect()];
      menu.scrollLeft += place.left + place.width / 2 - frame.left - frame.width / 2;
    }
  });
  document.addEventListener('colours', () => document.readyState !== 'loading' && window.echarts && all());
  document.addEventListener('htmx:beforeSwap', event => event.detail.target?.querySelectorAll('.drawing')
    .forEach(place => echarts.getInstanceByDom(place)?.dispose()));
  document.addEventListener('htmx:afterSettle', all);
})();
