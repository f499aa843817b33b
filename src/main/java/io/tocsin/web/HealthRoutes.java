package io.tocsin.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.spi.Route;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /health/live}: had the process better be started again? {@code /health/ready}: does everything work? */
final class HealthRoutes {

    private static final Logger log = LoggerFactory.getLogger(HealthRoutes.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<HealthCheck> checks;

    HealthRoutes(List<HealthCheck> checks) {
        this.checks = List.copyOf(checks);
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", "/health/live", _ -> answer(checks.stream().filter(HealthCheck::vital).toList())),
                new Route("GET", "/health/ready", _ -> answer(checks)));
    }

    private static Route.Answer answer(List<HealthCheck> asked) {
        ObjectNode all = JSON.createObjectNode();
        boolean up = true;
        for (HealthCheck check : asked) {
            ObjectNode one = all.putObject(check.name());
            switch (state(check)) {
                case HealthCheck.State.Up _ -> one.put("status", "UP");
                case HealthCheck.State.Down down -> {
                    one.put("status", "DOWN").put("reason", down.reason());
                    up = false;
                }
            }
        }
        ObjectNode answer = JSON.createObjectNode().put("status", up ? "UP" : "DOWN");
        answer.set("checks", all);
        return new Route.Answer(up ? 200 : 503, "application/json", answer + "\n");
    }

    private static HealthCheck.State state(HealthCheck check) {
        try {
            return check.state().get();
        } catch (RuntimeException broken) {
            log.warn("the health of {} cannot be told: {}", check.name(), broken.toString());
            return HealthCheck.down("cannot be told");
        }
    }
}
