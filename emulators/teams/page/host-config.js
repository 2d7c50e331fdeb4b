/** Teams' style of cards: sizes, distances and colours, light and dark. */

const palettes = {
  light: {
    text: '#242424',
    subtle: '#616161',
    accent: '#4f52b2',
    good: '#0e700e',
    warning: '#8a5a00',
    attention: '#b3262d',
    dark: '#242424',
    line: '#e0e0e0',
    emphasis: '#f5f5f5',
    accentBack: '#d3d6fb',
    goodBack: '#e7f2da',
    warningBack: '#fbf6d9',
    attentionBack: '#fcf4f6',
  },
  dark: {
    text: '#ffffff',
    subtle: '#adadad',
    accent: '#a6a7f5',
    good: '#92c353',
    warning: '#f8d22a',
    attention: '#f38795',
    dark: '#ffffff',
    line: '#484848',
    emphasis: '#333333',
    accentBack: '#484a8c',
    goodBack: '#0d2e0d',
    warningBack: '#463100',
    attentionBack: '#3f1011',
  },
};

export function hostConfig(theme) {
  const colour = palettes[theme];
  const both = (value) => ({ default: value, subtle: value });
  const foregroundColors = {
    default: { default: colour.text, subtle: colour.subtle },
    dark: { default: colour.dark, subtle: colour.subtle },
    light: both(theme === 'light' ? '#ffffff' : '#242424'),
    accent: both(colour.accent),
    good: both(colour.good),
    warning: both(colour.warning),
    attention: both(colour.attention),
  };
  const container = (backgroundColor) => ({ backgroundColor, foregroundColors });
  const label = { color: 'default', isSubtle: false, size: 'default', weight: 'default' };
  return {
    supportsInteractivity: true,
    fontFamily: "'Segoe UI', system-ui, -apple-system, 'Helvetica Neue', sans-serif",
    fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 400, default: 400, bolder: 600 },
    lineHeights: { small: 16, default: 20, medium: 20, large: 24, extraLarge: 32 },
    spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: colour.line },
    imageSizes: { small: 32, medium: 52, large: 100 },
    containerStyles: {
      default: container('transparent'),
      emphasis: container(colour.emphasis),
      accent: container(colour.accentBack),
      good: container(colour.goodBack),
      warning: container(colour.warningBack),
      attention: container(colour.attentionBack),
    },
    inputs: {
      label: {
        inputSpacing: 'small',
        requiredInputs: { ...label, suffix: ' *', suffixColor: 'attention' },
        optionalInputs: label,
      },
      errorMessage: { color: 'attention', size: 'small', spacing: 'small', weight: 'default' },
    },
    actions: {
      maxActions: 6,
      spacing: 'medium',
      buttonSpacing: 8,
      showCard: { actionMode: 'inline', inlineTopMargin: 12, style: 'emphasis' },
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
    },
    adaptiveCard: { allowCustomStyle: false },
    // Below the chat's own heading.
    textBlock: { headingLevel: 2 },
    factSet: {
      title: { ...label, weight: 'bolder', wrap: true, maxWidth: 140 },
      value: { ...label, wrap: true },
      spacing: 12,
    },
  };
}
