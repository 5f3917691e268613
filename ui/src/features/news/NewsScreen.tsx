import "./news.css";
import ClipboardPaste from "lucide-react/icons/clipboard-paste";
import Newspaper from "lucide-react/icons/newspaper";
import { useMemo } from "react";
import { useSpeech } from "../../i18n";
import { commands, type DossierRowView } from "../../ipc";
import { Button, type GridColumn, Segments, useKeys } from "../../kit";
import { go, MoneyCell, Page, TimeText, to, useFrame, useRoute } from "../../shared";
import { DossierBadge, DossierList } from "../../shared/dossier";
import { useStage } from "../../shared/practice";
import { effectOfRow } from "./effect";
import { GiveSheet } from "./GiveSheet";
import { Missing } from "./Missing";
import { NewsWord } from "./NewsWord";
import { RelaySheet } from "./RelaySheet";
import { Roads, RowSubject, Verdict } from "./Roads";
import { RoadsPanel, useRoads } from "./RoadsPanel";

const widths = "122px minmax(150px, 1fr) 126px 116px 124px 160px 100px";

/** Everything the gateway said of its own accord, by whatever road. */
export function NewsScreen() {
  const { t } = useSpeech();
  const { query } = useRoute();
  const account = useFrame().data?.current ?? null;
  const shown = query.get("show") === "missing" ? "missing" : "all";
  const wish = query.get("do");
  const roads = useRoads(account?.id ?? null);
  const close = () => go(shown === "all" ? to("news") : to("news", { show: shown }), { replace: true });
  const give = () => go(to("news", { do: "give" }), { replace: true });
  const relay = () => go(to("news", { do: "relay" }), { replace: true });
  const ask = () => roads.read.send(undefined);
  // What happens elsewhere is news here.
  useStage({ place: "news", onPlayed: ask });
  useKeys(
    account
      ? [
          { keys: "i", label: t("news.read_now"), run: ask },
          { keys: "n", label: t("news.give"), run: give },
        ]
      : [],
  );
  const columns = useMemo<GridColumn<DossierRowView>[]>(
    () => [
      { id: "at", head: t("news.col.at"), cell: (row) => <TimeText at={row.opened_at} inList /> },
      { id: "word", head: t("news.col.word"), cell: (row) => <NewsWord word={row.title} /> },
      {
        id: "amount",
        head: t("news.col.amount"),
        right: true,
        cell: (row) => (row.amount ? <MoneyCell money={row.amount} /> : null),
      },
      { id: "roads", head: t("news.col.roads"), cell: (row) => <Roads roads={row.roads} /> },
      {
        id: "verdict",
        head: t("news.col.signature"),
        cell: (row) => <Verdict verified={row.state !== "unverified"} brief />,
      },
      {
        id: "effect",
        head: t("news.col.effect"),
        cell: (row) => <DossierBadge kind="news" state={effectOfRow(row)} quiet />,
      },
      { id: "subject", head: t("news.col.subject"), cell: (row) => <RowSubject subject={row.subject} /> },
    ],
    [t],
  );
  return (
    <Page
      fill
      title={t("news.title")}
      about={t("news.about")}
      acts={
        <>
          <Segments
            label={t("news.show")}
            hideLabel
            value={shown}
            onChange={(next) =>
              go(next === "all" ? to("news") : to("news", { show: next }), { replace: true })
            }
            options={[
              { value: "all", label: t("news.show.all") },
              { value: "missing", label: t("news.show.missing") },
            ]}
          />
          {account ? (
            <Button icon={ClipboardPaste} keys="n" onPress={give}>
              {t("news.give")}
            </Button>
          ) : null}
        </>
      }
    >
      <div className="news">
        {account ? <RoadsPanel roads={roads} onSetUp={relay} onAsk={ask} /> : null}
        {shown === "missing" && account ? (
          <Missing relay={roads.view?.relay != null} />
        ) : (
          <DossierList
            kind="news"
            command={commands.newsList}
            label={t("news.title")}
            columns={columns}
            widths={widths}
            least={980}
            onOpen={(row) => go(to("news", row.id))}
            icon={Newspaper}
            empty={{ title: t("news.empty"), words: t("news.empty_words") }}
          />
        )}
      </div>
      {wish === "give" && account ? <GiveSheet onClose={close} /> : null}
      {wish === "relay" && account && roads.view ? <RelaySheet view={roads.view} onClose={close} /> : null}
    </Page>
  );
}
