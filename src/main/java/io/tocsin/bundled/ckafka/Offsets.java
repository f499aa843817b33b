package io.tocsin.bundled.ckafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.net.Clean;
import io.tocsin.spi.Phrase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A page of an answer.
 *
 * @param all how many topics there are on all pages
 */
record Offsets(int all, List<Topic> topics) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A topic of a consumer group.
     *
     * @param lag summed over its partitions
     * @param partitions how many there are
     * @param broken a partition of which nothing is known, in words; empty if there is none
     */
    record Topic(String name, long lag, int partitions, String broken) {}

    /** An answer that holds no offsets. */
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Phrase reason;

        Refused(Phrase reason) {
            super(reason.toString(), null, false, false);
            this.reason = reason;
        }

        Phrase reason() {
            return reason;
        }
    }

    /** @param old whether it is of the API before that of 2019 */
    static Offsets of(byte[] body, boolean old) throws Refused {
        JsonNode answer;
        try {
            answer = JSON.readTree(body);
        } catch (IOException noJson) {
            throw unreadable(body);
        }
        JsonNode list = (old ? older(answer) : todays(answer)).path(old ? "topicList" : "TopicList");
        if (!list.isArray() && !list.isNull()) {
            throw unreadable(body);
        }
        List<Topic> topics = new ArrayList<>();
        for (JsonNode topic : list) {
            topics.add(old ? topic(topic, "topic", "partitions", OLD) : topic(topic, "Topic", "Partitions", NEW));
        }
        return new Offsets(
                old
                        ? answer.path("data").path("totalCount").asInt()
                        : answer.path("Response").path("Result").path("TotalCount").asInt(),
                List.copyOf(topics));
    }

    private static JsonNode todays(JsonNode answer) throws Refused {
        JsonNode error = answer.path("Response").path("Error");
        if (error.isObject()) {
            throw error(error.path("Code").asText(), error.path("Message").asText());
        }
        return answer.path("Response").path("Result");
    }

    private static JsonNode older(JsonNode answer) throws Refused {
        if (answer.path("code").asInt() != 0) {
            String code = answer.path("code").asText() + " " + answer.path("codeDesc").asText();
            throw error(code.strip(), answer.path("message").asText());
        }
        return answer.path("data");
    }

    private static Refused error(String code, String message) {
        return new Refused(Phrase.of("ckafka.error", Clean.text(code), Clean.text(message)));
    }

    private static Refused unreadable(byte[] body) {
        return new Refused(Phrase.of("ckafka.unreadable", Clean.text(new String(body, StandardCharsets.UTF_8))));
    }

    /** What a partition's members are called. */
    private record Names(String partition, String offset, String end, String lag, String error) {}

    private static final Names NEW = new Names("Partition", "Offset", "LogEndOffset", "Lag", "ErrorCode");
    private static final Names OLD = new Names("partition", "offset", "log_end_offset", "lag", "err_code");

    private static Topic topic(JsonNode topic, String name, String partitions, Names names) {
        long sum = 0;
        String broken = "";
        for (JsonNode partition : topic.path(partitions)) {
            int error = partition.path(names.error()).asInt();
            JsonNode lag = partition.path(names.lag());
            JsonNode offset = partition.path(names.offset());
            JsonNode end = partition.path(names.end());
            boolean known = lag.isIntegralNumber() || offset.isIntegralNumber() && end.isIntegralNumber();
            if (error != 0 || !known) {
                broken = "partition " + Clean.text(partition.path(names.partition()).asText("?"))
                        + (error == 0 ? " has no lag" : " has error " + error);
            }
            sum += Math.max(0, lag.isIntegralNumber() ? lag.asLong() : end.asLong() - offset.asLong());
        }
        return new Topic(Clean.text(topic.path(name).asText()), sum, topic.path(partitions).size(), broken);
    }
}
