package io.tocsin.bundled.sms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tocsin.channel.Complaint;
import io.tocsin.channel.Peer;
import io.tocsin.channel.Sender;
import io.tocsin.spi.Http;
import io.tocsin.spi.Message;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import java.util.Optional;
import java.util.Set;

/**
 * Messages by Twilio's <a href="https://www.twilio.com/docs/messaging/api/message-resource">Messages resource</a>.
 *
 * @param account empty where none is set up
 */
record TwilioNotifier(Optional<Twilio> account, Sender sender) implements Notifier {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** Of the errors with status 400 those that lie with the account and not with the message or who gets it. */
    private static final Set<Integer> ACCOUNT = Set.of(
            20003, // may not
            21212, 21603, 21606, 21607, 21659, 21660, // from cannot send
            21408, // country not enabled
            21608, // trial account, number not verified
            21701, 21703, 21704); // messaging service cannot send

    @Override
    public String post(String address, String key, Message message) throws RoomException {
        Twilio twilio = account.orElseThrow(() -> new RoomException(
                Kind.REFUSED, "no account for twilio:" + address + ": set twilio.sid"));
        Phone to = Phone.of(TwilioFactory.KIND, address);
        sender.exchange(
                new Peer(TwilioFactory.KIND + ":" + to.text(), "twilio.token"),
                twilio.request(to, new Brief(message)),
                TwilioNotifier::complaint);
        return "";
    }

    @Override
    public String canonical(String address) {
        return Phone.plain(address);
    }

    private static Optional<Complaint> complaint(Http.Answer answer) {
        JsonNode json = json(answer.body());
        int code = json.path("code").asInt(0);
        return answer.status() == 400 && ACCOUNT.contains(code)
                ? Optional.of(Complaint.later(code + " " + json.path("message").asText()))
                : Optional.empty();
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException noJson) {
            return MissingNode.getInstance();
        }
    }
}
