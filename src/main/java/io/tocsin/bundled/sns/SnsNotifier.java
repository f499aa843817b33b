package io.tocsin.bundled.sns;

import io.tocsin.channel.Complaint;
import io.tocsin.channel.Form;
import io.tocsin.channel.MachineForm;
import io.tocsin.channel.Peer;
import io.tocsin.channel.Sender;
import io.tocsin.spi.Http;
import io.tocsin.spi.Message;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import io.tocsin.spi.sign.Aws4;
import io.tocsin.spi.sign.Credentials;
import java.text.Normalizer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Publishes by Amazon SNS's <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>.
 *
 * @param credentials empty where nothing is set up
 * @param region where it is not the topic's own
 * @param api the API's address, where it is not the region's own
 */
record SnsNotifier(
        Optional<Credentials> credentials, Optional<String> region, Optional<String> api, Sender sender)
        implements Notifier {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int LONGEST_SUBJECT = 99;
    private static final int LARGEST = 256 * 1024;
    private static final Pattern NO_ASCII = Pattern.compile("[^ -~]+");
    private static final Pattern CODE = Pattern.compile("<Code>([\\w.]{1,60})</Code>");
    private static final Pattern SAID = Pattern.compile("<Message>([^<]{1,300})");
    private static final String WRONG_PARAMETER = "InvalidParameter";

    @Override
    public String post(String address, String key, Message message) throws RoomException {
        Topic topic = Topic.of(address);
        Credentials known = credentials.orElseThrow(
                () -> new RoomException(Kind.REFUSED, "no access key for sns:" + address + ": set sns.key-id"));
        String where = region.orElse(topic.region());
        Http.Request request = new Http.Request(
                "POST", api.orElse(topic.api(where)) + "/", Map.of("Content-Type", Form.TYPE),
                Form.of(fields(topic, key, message)), LIMIT);
        sender.exchange(
                new Peer("sns:" + address, "sns.secret"),
                new Aws4(known, where, "sns").sign(request, sender.clock().instant()),
                SnsNotifier::complaint);
        return "";
    }

    private static Map<String, String> fields(Topic topic, String key, Message message) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Action", "Publish");
        fields.put("Version", "2010-03-31");
        fields.put("TopicArn", topic.arn());
        fields.put("Subject", subject(message));
        fields.put("Message", MachineForm.of(message, LARGEST));
        if (topic.ordered()) {
            fields.put("MessageGroupId", "tocsin");
            if (!key.isEmpty()) {
                fields.put("MessageDeduplicationId", key);
            }
        }
        return fields;
    }

    /** In ASCII; accents are left out, and what is written in other letters altogether. */
    private static String subject(Message message) {
        String line =
                message.title().isEmpty() ? message.text().strip().lines().findFirst().orElse("") : message.title();
        String bare = NO_ASCII.matcher(Normalizer.normalize(line, Normalizer.Form.NFD).replaceAll("\\p{M}+", ""))
                .replaceAll(" ")
                .replaceAll(" +", " ")
                .strip();
        String subject = bare.substring(0, Math.min(LONGEST_SUBJECT, bare.length())).strip();
        return subject.isEmpty() ? "Tocsin" : subject;
    }

    /** A topic that is not there is answered like a message that cannot be, and is made by people. */
    private static Optional<Complaint> complaint(Http.Answer answer) {
        if (answer.ok()) {
            return Optional.empty();
        }
        String code = found(CODE, answer.body());
        String said = found(SAID, answer.body());
        boolean wrong = code.startsWith(WRONG_PARAMETER) && !said.contains("TopicArn");
        if (code.isEmpty()) {
            return Optional.empty();
        }
        String both = code + " " + said;
        return Optional.of(wrong
                ? Complaint.refused(both)
                : answer.status() == 403 ? Complaint.denied(both) : Complaint.later(both));
    }

    private static String found(Pattern pattern, String body) {
        Matcher matcher = pattern.matcher(body);
        return matcher.find() ? matcher.group(1) : "";
    }
}
