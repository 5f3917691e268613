import ChevronDown from "lucide-react/icons/chevron-down";
import { Button } from "react-aria-components/Button";
import { ComboBox } from "react-aria-components/ComboBox";
import { FieldError } from "react-aria-components/FieldError";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { Text } from "react-aria-components/Text";
import { useSpeech } from "../../i18n";
import type { OfficeView } from "../../ipc";
import { Icon } from "../../kit";
import { codeOf, findOffices, officeName } from "./offices";

/** A customs office by its name in either language, or any code typed freely. */
export function OfficeField({
  offices,
  value,
  onChange,
  error,
  disabled,
}: {
  offices: readonly OfficeView[];
  value: string;
  onChange: (value: string) => void;
  error: string | null;
  disabled: boolean;
}) {
  const { t, locale } = useSpeech();
  const code = codeOf(offices, value);
  const exact = offices.some((office) => office.english === value || office.chinese === value);
  const shown = exact ? offices : findOffices(offices, value);
  const items = shown.map((office) => ({ id: `${office.code} ${office.english}`, office }));
  return (
    <ComboBox
      className="field"
      allowsCustomValue
      menuTrigger="focus"
      inputValue={value}
      onInputChange={onChange}
      items={items}
      defaultFilter={() => true}
      isInvalid={error !== null}
      isDisabled={disabled}
    >
      <Label className="field-label">{t("customs.sheet.office")}</Label>
      <div className="customs-office-field">
        <Input className="input" autoComplete="off" spellCheck={false} />
        <Button className="customs-office-open" aria-label={t("customs.sheet.office_open")}>
          <Icon of={ChevronDown} size={14} />
        </Button>
      </div>
      {error !== null ? (
        <FieldError className="field-error">{error}</FieldError>
      ) : (
        <Text slot="description" className="field-hint">
          {code === null ? t("customs.sheet.office_hint") : t("customs.sheet.office_sent", { code })}
        </Text>
      )}
      <Popover className="popover" offset={4}>
        <ListBox className="list-box">
          {({ id, office }: { id: string; office: OfficeView }) => (
            <ListBoxItem id={id} textValue={officeName(office, locale)} className="list-option">
              <span className="list-option-label">
                {officeName(office, locale)}
                <span className="customs-office-other">
                  {officeName(office, locale === "en" ? "zh-CN" : "en")}
                </span>
              </span>
              <span className="list-option-detail mono">{office.code}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
