package io.tocsin.bundled.pager;

import io.tocsin.channel.Complaint;
import io.tocsin.channel.Named;
import io.tocsin.channel.Reached;
import io.tocsin.channel.Sender;
import io.tocsin.spi.Http;
import io.tocsin.spi.Message;
import io.tocsin.spi.Message.Subject;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Shows on Statuspage, by its <a href="https://developer.statuspage.io/#tag/components">component API</a>, how monitors
 * stand. What a component shows already is looked at first: what is in maintenance stays so until that is over, whatever
 * an incident says, and what has been shown is not shown again.
 *
 * @param reached the components that show what a message says
 */
record StatuspageNotifier(Named<Page> pages, Sender sender, Reached reached) implements Notifier {

    private static final Complaint.Finder USUAL = Complaint.Finder.usual();
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String MAINTENANCE = "under_maintenance";

    /** What a component shall show. */
    private record Wanted(String status, boolean planned) {}

    @Override
    public String post(String address, String key, Message message) throws RoomException {
        Page page = pages.get(address);
        Optional<String> missing = Optional.empty();
        for (Map.Entry<String, Wanted> one : wanted(page, message).entrySet()) {
            String mark = one.getKey() + " " + one.getValue().status();
            if (reached.has(key, mark)) {
                continue;
            }
            if (show(page, one.getKey(), one.getValue())) {
                reached.add(key, mark);
            } else {
                missing = Optional.of(one.getKey());
            }
        }
        if (missing.isPresent()) {
            throw missing(page, missing.get());
        }
        return "";
    }

    /** By component. */
    private static Map<String, Wanted> wanted(Page page, Message message) {
        Map<String, Wanted> wanted = new LinkedHashMap<>();
        for (Subject subject : message.subjects()) {
            Optional<String> component = Optional.ofNullable(page.components().get(subject.monitor()));
            Optional<String> status = status(subject);
            if (component.isPresent() && status.isPresent()) {
                wanted.put(component.get(), new Wanted(status.get(), subject.incident() == 0));
            }
        }
        return wanted;
    }

    /** Looks whether every component is there. */
    @Override
    public String test(String address, String key, Message sample) throws RoomException {
        Page page = pages.get(address);
        for (String component : new TreeSet<>(page.components().values())) {
            if (sender.look(pages.peer(address), request(page, "GET", component, "")).isEmpty()) {
                throw missing(page, component);
            }
        }
        return "";
    }

    private static RoomException missing(Page page, String component) {
        return new RoomException(
                Kind.REFUSED,
                page + " has no component " + component + ": correct statuspage." + page.name() + ".component");
    }

    @Override
    public boolean follows() {
        return true;
    }

    /** @return whether there is such a component */
    private boolean show(Page page, String component, Wanted wanted) throws RoomException {
        Optional<String> shown = sender.look(pages.peer(page.name()), request(page, "GET", component, ""))
                .map(answer -> answer.path("status").asText());
        if (shown.isEmpty()) {
            return false;
        }
        boolean stays = shown.get().equals(wanted.status()) || shown.get().equals(MAINTENANCE) && !wanted.planned();
        if (!stays) {
            String body = "{\"component\":{\"status\":\"" + wanted.status() + "\"}}";
            sender.send(pages.peer(page.name()), request(page, "PATCH", component, body), USUAL);
        }
        return true;
    }

    private static Http.Request request(Page page, String method, String component, String body) {
        return new Http.Request(
                method,
                page.address(component),
                Map.of("Authorization", "OAuth " + page.key(), "Content-Type", "application/json"),
                body,
                LIMIT);
    }

    /** Of what nobody watches any longer nobody knows how it stands. */
    private static Optional<String> status(Subject subject) {
        return switch (subject.state()) {
            case "DOWN" -> Optional.of("major_outage");
            case "DEGRADED", "FLAPPING" -> Optional.of("degraded_performance");
            case "MAINTENANCE" -> Optional.of(MAINTENANCE);
            case "UNWATCHED" -> Optional.empty();
            default -> Optional.of("operational");
        };
    }
}
