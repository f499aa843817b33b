package io.tocsin.bundled.pager;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.channel.Complaint;
import io.tocsin.channel.HookRoom;
import io.tocsin.channel.Named;
import io.tocsin.channel.Plain;
import io.tocsin.channel.Reading;
import io.tocsin.channel.Sender;
import io.tocsin.spi.Http;
import io.tocsin.spi.Message;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.RoomException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Events to PagerDuty's <a href="https://developer.pagerduty.com/docs/events-api-v2-overview">Events API v2</a>. An event
 * that comes twice is one there, by its deduplication key.
 */
record PagerDutyNotifier(Named<Service> services, Sender sender) implements Notifier {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int LONGEST_SUMMARY = 1024;
    private static final int LONGEST_DETAIL = 255;
    private static final int LONGEST_TEXT = 8_000;
    private static final int MOST_LINKS = 10;
    private static final Pattern KEY = Pattern.compile("routing.?key", Pattern.CASE_INSENSITIVE);
    /** A wrong key is answered like a wrong message. */
    private static final Reading READING = answer -> answer.status() == 400 && KEY.matcher(answer.body()).find()
            ? Optional.of(Complaint.denied("it does not know the key"))
            : Optional.empty();

    @Override
    public String post(String address, String key, Message message) throws RoomException {
        Service service = services.get(address);
        for (Event event : Event.of(key, message)) {
            sender.exchange(services.peer(address), request(service, event), READING);
        }
        return key;
    }

    @Override
    public boolean edits() {
        return true;
    }

    @Override
    public boolean digests() {
        return false;
    }

    @Override
    public void edit(String address, String reference, Message message) throws RoomException {
        post(address, reference, message);
    }

    /** Resolves what there never was, which wakes nobody, but is not taken with a wrong key. */
    @Override
    public String test(String address, String key, Message sample) throws RoomException {
        Event event = new Event(Event.Step.RESOLVE, key, Event.NOTHING, sample);
        sender.exchange(services.peer(address), request(services.get(address), event), READING);
        return key;
    }

    /** What is said beside an incident would be another one there. */
    @Override
    public String reply(String address, String reference, String key, Message message) {
        return "";
    }

    private static Http.Request request(Service service, Event event) {
        ObjectNode body = MAPPER.createObjectNode()
                .put("routing_key", service.key())
                .put("event_action", event.step().name().toLowerCase(Locale.ROOT))
                .put("dedup_key", event.key());
        if (event.step() == Event.Step.TRIGGER) {
            body.put("client", "Tocsin");
            body.set("payload", payload(event));
            links(body.putArray("links"), event.message());
        }
        return Http.Request.json("POST", service.api() + "/v2/enqueue", body.toString());
    }

    private static ObjectNode payload(Event event) {
        Message.Subject subject = event.subject();
        String monitor = Plain.line(subject.monitor(), LONGEST_DETAIL);
        String target = Plain.line(subject.url(), LONGEST_DETAIL);
        ObjectNode payload = MAPPER.createObjectNode()
                .put("summary", Plain.line(event.summary(), LONGEST_SUMMARY))
                .put("source", target.isEmpty() ? monitor : target)
                .put("severity", event.isDown() ? "critical" : "warning")
                .put("component", monitor);
        payload.putObject("custom_details")
                .put("incident", subject.incident())
                .put("monitor", monitor)
                .put("state", subject.state())
                .put("target", target)
                .put("text", Plain.of(event.message(), LONGEST_TEXT));
        return payload;
    }

    private static void links(ArrayNode links, Message message) {
        message.links().stream().filter(link -> HookRoom.isWebAddress(link.url())).limit(MOST_LINKS)
                .forEach(link -> links.addObject()
                        .put("href", link.url())
                        .put("text", Plain.line(link.label(), LONGEST_DETAIL)));
    }
}
