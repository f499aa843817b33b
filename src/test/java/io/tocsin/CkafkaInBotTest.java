package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lags from Tencent Cloud's API in the whole bot; that its requests are right, CkafkaTest shows. */
final class CkafkaInBotTest {

    @TempDir
    private Path data;

    @Test
    void oneIncidentNamesEachTopicAndEndsWhenTheGroupHasCaughtUp() throws Exception {
        AtomicLong lag = new AtomicLong(700);
        try (MockWebServer cloud = new MockWebServer()) {
            cloud.setDispatcher(new Dispatcher() {
                @Override
                public MockResponse dispatch(RecordedRequest request) {
                    return new MockResponse.Builder().body("""
                            {"Response":{"Result":{"TotalCount":3,"TopicList":[
                            {"Topic":"orders","Partitions":[{"Partition":0,"Lag":%1$d},{"Partition":1,"Lag":%1$d}]},
                            {"Topic":"mail","Partitions":[{"Partition":0,"Lag":%1$d},{"Partition":1,"Lag":400}]},
                            {"Topic":"idle","Partitions":[{"Partition":0,"Lag":3}]}]}}}""".formatted(lag.get()))
                            .build();
                }
            });
            cloud.start(InetAddress.ofLiteral("127.0.0.1"), 0);
            try (TalkingBot bot = new TalkingBot(data, Map.of("secret.TENCENT", "sesame-44"))) {
                assertThat(bot.says("add monitor lag ckafka://gz/ckafka-1/billing endpoint http://127.0.0.1:"
                        + cloud.getPort() + " sign-id AKID sign-secret ${secret:TENCENT} every 1s confirm 1 recover 1"
                        + " retry 1s room console")).contains("First check: DOWN");
                assertThat(bot.notice()).startsWith("DOWN  lag  #1").contains(
                        "2 of 3: mail, orders", "  x mail (billing): lag 1100 > 1000",
                        "  x orders (billing): lag 1400 > 1000");
                assertThat(bot.says("check lag")).contains("  v idle (billing): lag 3 <= 1000");
                lag.set(500);
                assertThat(bot.notice()).startsWith("RECOVERED  lag  #1");
                assertThat(bot.says("add monitor two ckafka://gz/ckafka-1/billing sign-id AKID sign-secret word"))
                        .contains("${secret:");
            }
        }
    }
}
