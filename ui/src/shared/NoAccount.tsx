import { useT } from "../i18n";
import { Button, Empty, type Picture } from "../kit";
import { go } from "./route";

/** A screen of a program that has no account yet: nothing failed, there is only nothing here. */
export function NoAccount({ icon }: { icon: Picture }) {
  const t = useT();
  return (
    <Empty
      icon={icon}
      title={t("shared.no_account")}
      act={
        <Button look="primary" onPress={() => go("#/")}>
          {t("shared.no_account_act")}
        </Button>
      }
    >
      {t("shared.no_account_words")}
    </Empty>
  );
}
