package io.tocsin.bundled.domain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.spi.Http;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Asks a registry by RFC 9083. */
final class Rdap {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SERVERS_HOLD = Duration.ofDays(7);
    private static final int NOT_FOUND = 404;

    private final Register register;
    private final String servers;

    Rdap(Register register, String servers) {
        this.register = register;
        this.servers = servers;
    }

    /**
     * What a registry says of a domain.
     *
     * @param server empty to ask the one of its registry
     * @return empty if it has no such server
     * @throws IOException if it cannot be reached or understood
     */
    Optional<Found> ask(String domain, String server, Duration limit) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        String base = server.isEmpty() ? base(domain, limit) : server;
        if (base.isEmpty()) {
            return Optional.empty();
        }
        Http.Answer answer = get((base.endsWith("/") ? base : base + "/") + "domain/" + domain,
                Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        if (answer.status() == NOT_FOUND) {
            return Optional.of(new Found.Nobody());
        }
        if (!answer.ok()) {
            throw new IOException("RDAP answers " + answer.status());
        }
        return Optional.of(expiration(tree(answer.body())));
    }

    private static Found expiration(JsonNode domain) throws IOException {
        for (JsonNode event : domain.path("events")) {
            if (event.path("eventAction").asText().equals("expiration")) {
                Instant until = Dates.parse(event.path("eventDate").asText())
                        .orElseThrow(() -> new IOException("RDAP has an end that is no date"));
                return new Found.Until(until);
            }
        }
        throw new IOException("RDAP says no end");
    }

    private String base(String domain, Duration limit) throws IOException {
        String ending = domain.substring(domain.lastIndexOf('.') + 1);
        Optional<Register.Known> known = register.find("rdap " + ending, SERVERS_HOLD);
        if (known.isPresent()) {
            return known.get().value();
        }
        Http.Answer answer = get(servers, limit);
        if (!answer.ok()) {
            throw new IOException("the list of RDAP servers answers " + answer.status());
        }
        return register.learn("rdap " + ending, base(tree(answer.body()), ending)).value();
    }

    private static String base(JsonNode list, String ending) {
        for (JsonNode service : list.path("services")) {
            for (JsonNode served : service.path(0)) {
                if (served.asText().equalsIgnoreCase(ending)) {
                    return secure(service.path(1));
                }
            }
        }
        return "";
    }

    private static String secure(JsonNode addresses) {
        for (JsonNode address : addresses) {
            if (address.asText().startsWith("https:")) {
                return address.asText();
            }
        }
        return addresses.path(0).asText();
    }

    private Http.Answer get(String url, Duration limit) throws IOException {
        return register.http().send(
                new Http.Request("GET", url, Map.of("Accept", "application/rdap+json, application/json"), "", limit));
    }

    private static JsonNode tree(String body) throws IOException {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException unreadable) {
            throw new IOException("RDAP answers with something that is no JSON", unreadable);
        }
    }
}
