import { useState } from "react";
import { useSpeech } from "../../i18n";
import { commands, useQuery } from "../../ipc";
import { Dialog, Table, TextField } from "../../kit";
import { ProblemCard } from "../../shared";
import { findOffices, officeName } from "./offices";

/** The customs office directory. */
export function Offices({ onClose }: { onClose: () => void }) {
  const { t, locale } = useSpeech();
  const [text, setText] = useState("");
  const { data = [], problem } = useQuery(commands.customsOffices, undefined);
  const found = findOffices(data, text);
  return (
    <Dialog title={t("customs.offices")} closeLabel={t("shared.close")} onClose={onClose}>
      <TextField
        label={t("customs.offices_search")}
        hint={t("customs.offices_hint")}
        value={text}
        onChange={setText}
        autoFocus
      />
      <ProblemCard problem={problem} />
      {found.length === 0 && data.length > 0 ? (
        <p>{t("customs.offices_none")}</p>
      ) : (
        <Table
          label={t("customs.offices")}
          rows={found}
          rowKey={(office) => `${office.code} ${office.english}`}
          columns={[
            {
              id: "name",
              head: t("customs.offices_name"),
              cell: (office) => (
                <>
                  {officeName(office, locale)}
                  <span className="customs-office-other">
                    {officeName(office, locale === "en" ? "zh-CN" : "en")}
                  </span>
                </>
              ),
            },
            {
              id: "code",
              head: t("customs.offices_code"),
              cell: (office) => <span className="mono">{office.code}</span>,
              narrow: true,
            },
          ]}
        />
      )}
    </Dialog>
  );
}
