import "./kit.css";

export { Badge, Chip, Empty, Fact, Facts, Skeleton, useLate } from "./Bits";
export { Button, type ButtonLook, IconButton } from "./Button";
export { Segments } from "./Choice";
export { Checkbox, Field, TextField } from "./Field";
export { Grid, type GridColumn, type GridHandle } from "./Grid";
export { Icon, type Picture } from "./Icon";
export { drawKeys, Kbd } from "./Kbd";
export { allowSingleLetters, composing, type Shortcut, shortcutsNow, useKeys, useModalKeys } from "./keys";
export { Popup } from "./Popup";
export { Select, type SelectOption } from "./Select";
export { Dialog, Sheet } from "./Sheet";
export { type Column, Table } from "./Table";
export { type TabOption, Tabs } from "./Tabs";
