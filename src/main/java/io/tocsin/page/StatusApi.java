package io.tocsin.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.incident.Incident;
import io.tocsin.incident.IncidentStore;
import io.tocsin.incident.Uptime;
import io.tocsin.incident.Uptime.Share;
import io.tocsin.monitor.Discretion;
import io.tocsin.monitor.Monitor;
import io.tocsin.monitor.Seen;
import io.tocsin.spi.Phases;
import io.tocsin.spi.Route.Answer;
import io.tocsin.status.History.Summary;
import io.tocsin.watch.MonitorView;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code GET /api/v1/status}: the same as JSON. Members are added in later versions, never removed or given another sense. */
final class StatusApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TYPE = "application/json";
    private static final Map<String, String> HEADERS = Map.of("Cache-Control", "no-store");
    private static final int INCIDENTS = 50;
    private static final double MICROS = 1000;

    private final Scene scene;

    StatusApi(Scene scene) {
        this.scene = scene;
    }

    static Answer refused(String why) {
        return new Answer(400, TYPE, JSON.createObjectNode().put("error", why) + "\n", HEADERS);
    }

    Answer answer(Wanted wanted) {
        List<MonitorView> all = scene.context().watching().monitors();
        List<MonitorView> fitting = all.stream().filter(wanted::fits).sorted(Rows.NAME).toList();
        List<MonitorView> listed = fitting.stream().skip(wanted.offset()).limit(wanted.limit()).toList();
        ObjectNode answer = JSON.createObjectNode();
        answer.put("time", Scene.iso(scene.now()));
        answer.put("total", all.size());
        answer.put("matching", fitting.size());
        ObjectNode states = answer.putObject("states");
        State.count(fitting).forEach((state, count) -> states.put(state.name(), count));
        answer.put("offset", wanted.offset());
        answer.put("limit", wanted.limit());
        int next = wanted.offset() + listed.size();
        answer.put("next", next < fitting.size() && !listed.isEmpty()
                ? wanted.at("/api/v1/status", "offset=" + next + "&limit=" + wanted.limit())
                : null);
        Map<String, Uptime> uptimes = scene.uptimes(listed);
        ArrayNode monitors = answer.putArray("monitors");
        listed.forEach(view -> monitor(monitors.addObject(), view, Optional.ofNullable(
                uptimes.get(view.monitor().id()))));
        incidents(answer.putArray("incidents"), wanted, fitting);
        return new Answer(200, TYPE, answer + "\n", HEADERS);
    }

    private void monitor(ObjectNode node, MonitorView view, Optional<Uptime> uptime) {
        Monitor monitor = view.monitor();
        node.put("name", monitor.name()).put("state", view.shown()).put("since", Scene.iso(view.standing().since()));
        node.put("type", monitor.type()).put("target", monitor.target()).put("group", monitor.group());
        ArrayNode tags = node.putArray("tags");
        monitor.tags().forEach(tags::add);
        node.put("reason", reason(view));
        node.put("muted", view.mute().isPresent()).put("maintenance", view.maintenance().isPresent());
        node.put("nextCheck", scene.context().watching().next(monitor.id()).map(Scene::iso).orElse(null));
        view.last().ifPresentOrElse(seen -> last(node.putObject("lastCheck"), seen), () -> node.putNull("lastCheck"));
        if (monitor.expected().isPresent()) {
            node.put("lastHeard", view.pulse().beat().map(Scene::iso).orElse(null));
        }
        ObjectNode shares = node.putObject("uptime");
        for (LookBack span : LookBack.UPTIME) {
            Optional<Share> share = uptime.map(it -> scene.share(it, span.length()))
                    .filter(it -> !it.watched().isZero());
            shares.put(span.word(), share.map(Scene::rounded).orElse(null));
        }
        times(node.putObject("responseTimes"), monitor);
        view.incident().ifPresentOrElse(
                incident -> incident(node.putObject("incident"), incident), () -> node.putNull("incident"));
    }

    private String reason(MonitorView view) {
        return view.monitor().refused()
                .or(() -> view.incident().map(Incident::cause).map(Discretion::cause))
                .map(scene.words()::say)
                .orElse("");
    }

    private static void last(ObjectNode node, Seen seen) {
        Phases phases = seen.result().phases();
        node.put("at", Scene.iso(seen.began())).put("result", seen.level().name()).put("ms", millis(phases.total()));
        node.putObject("phases")
                .put("dns", millis(phases.dns()))
                .put("connect", millis(phases.connect()))
                .put("tls", millis(phases.tls()))
                .put("firstByte", millis(phases.firstByte()))
                .put("download", millis(phases.download()));
    }

    /** Milliseconds with three places. */
    private static double millis(long nanos) {
        return Math.round(nanos / MICROS) / MICROS;
    }

    /** Those of the last hour, which is what is read fast of a thousand monitors. */
    private void times(ObjectNode node, Monitor monitor) {
        Instant from = scene.now().minus(Duration.ofHours(1));
        Summary hour = scene.context().history().summary(monitor.id(), from, scene.now());
        node.put("span", LookBack.HOUR.word()).put("checks", hour.checks()).put("failures", hour.failures());
        node.put("meanMs", hour.mean().toMillis()).put("medianMs", hour.median().toMillis());
        node.put("p95Ms", hour.p95().toMillis()).put("longestMs", hour.longest().toMillis());
    }

    /** The newest of what matches. */
    private void incidents(ArrayNode node, Wanted wanted, List<MonitorView> fitting) {
        Set<String> ids = new HashSet<>();
        fitting.forEach(view -> ids.add(view.monitor().id()));
        int most = wanted.filters() ? 10 * INCIDENTS : INCIDENTS;
        scene.context().database().read(tx -> IncidentStore.newest(tx, most)).stream()
                .filter(incident -> !wanted.filters() || ids.contains(incident.monitorId()))
                .limit(INCIDENTS)
                .forEach(incident -> incident(node.addObject(), incident));
    }

    private void incident(ObjectNode node, Incident incident) {
        node.put("number", incident.number()).put("monitor", incident.monitor()).put("state", incident.state().name());
        node.put("opened", Scene.iso(incident.openedAt()));
        node.put("closed", incident.closedAt().map(Scene::iso).orElse(null));
        node.put("seconds", incident.length(scene.now()).toSeconds());
        node.put("reason", scene.words().say(Discretion.cause(incident.cause())));
        node.put("acknowledgedBy", incident.acknowledged().map(ack -> ack.by().name()).orElse(null));
    }
}
