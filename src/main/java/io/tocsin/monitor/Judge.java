package io.tocsin.monitor;

import io.tocsin.config.Secrets;
import io.tocsin.spi.Message.ConditionLine;
import io.tocsin.spi.Result;
import io.tocsin.spi.Result.News;
import io.tocsin.spi.Sight;
import java.time.Instant;
import java.util.List;

/** Judges what a check saw by the monitor's conditions; of the secrets that a target sends back nothing is kept. */
public final class Judge {

    private final Secrets secrets;

    public Judge(Secrets secrets) {
        this.secrets = secrets;
    }

    public Seen judge(Monitor monitor, Instant planned, Instant began, Result result) {
        Verdict verdict = monitor.conditions().judge(result);
        return new Seen(planned, began, redacted(result), verdict.redacted(secrets));
    }

    private ConditionLine redacted(ConditionLine line) {
        return new ConditionLine(line.passed(), line.warning(), secrets.redact(line.text()));
    }

    private News redacted(News news) {
        return new News(news.lines().stream().map(secrets::redact).toList(), news.told());
    }

    Result redacted(Result seen) {
        return new Result(
                seen.connected(), seen.status(), secrets.redact(seen.statusText()), secrets.redact(seen.body()),
                seen.phases(), seen.ip(), seen.certificateLeft(), seen.domainLeft(), seen.dnsRcode(),
                seen.failure().map(secrets::redact), seen.unreachable(),
                seen.findings().stream().map(this::redacted).toList(), seen.size(),
                redacted(seen.sights()), seen.quorum(), seen.news().map(this::redacted),
                seen.unjudged());
    }

    private List<Sight> redacted(List<Sight> sights) {
        return sights.isEmpty()
                ? sights
                : sights.stream().map(sight -> new Sight(sight.from(), redacted(sight.result()))).toList();
    }
}
