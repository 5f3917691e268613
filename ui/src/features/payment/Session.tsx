import { useSpeech } from "../../i18n";
import { commands, useCommand } from "../../ipc";
import { Button, Fact, Facts } from "../../kit";
import { ProblemCard } from "../../shared";

/** What the gateway has of the checkout, field by field, asked by a press. */
export function Session({ payment }: { payment: string }) {
  const { t } = useSpeech();
  const retrieve = useCommand(commands.sessionRetrieve, [`payment:${payment}`]);
  return (
    <section className="raw-order" aria-label={t("payment.session")}>
      <header className="raw-head">
        <span className="raw-what">{t("payment.session")}</span>
        <Button small busy={retrieve.isPending} onPress={() => retrieve.send({ id: payment })}>
          {t("payment.session.ask")}
        </Button>
      </header>
      <ProblemCard problem={retrieve.problem} />
      {retrieve.data ? (
        <Facts>
          {retrieve.data.fields.map(([name, text]) => (
            <Fact key={name} name={name}>
              <span className="mono">{text}</span>
            </Fact>
          ))}
        </Facts>
      ) : null}
      {retrieve.data?.fields.length === 0 ? <p className="dim">{t("payment.session.nothing")}</p> : null}
    </section>
  );
}
