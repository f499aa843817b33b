package io.tocsin.bundled.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Messages that no honest server sends. */
final class AnswerTest {

    private static final Question QUESTION = Question.of("one.test", RecordType.MX);

    /** One MX record whose name leads back into the question. */
    private static byte[] good() {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        byte[] asked = QUESTION.message(77);
        asked[2] = (byte) 0x81;
        asked[7] = 1;
        message.writeBytes(asked);
        message.writeBytes(ByteBuffer.allocate(21).putShort((short) 0xC00C).putShort((short) 15).putShort((short) 1)
                .putInt(300).putShort((short) 9).putShort((short) 10).put((byte) 4).put("mail".getBytes())
                .putShort((short) 0xC00C).array());
        return message.toByteArray();
    }

    @Test
    void aGoodOneIsRead() throws Exception {
        Answer answer = Answer.read(good(), 77, QUESTION).orElseThrow();

        assertThat(answer.code()).isEqualTo("NOERROR");
        assertThat(answer.of(RecordType.MX)).singleElement()
                .isEqualTo(new Answer.Entry(RecordType.MX, "mail.one.test.", "10 mail.one.test."));
    }

    @Test
    void theAnswerToSomethingElseIsNone() throws Exception {
        assertThat(Answer.read(good(), 78, QUESTION)).isEmpty();
        assertThat(Answer.read(good(), 77, Question.of("two.test", RecordType.MX))).isEmpty();
        assertThat(Answer.read(good(), 77, Question.of("one.test", RecordType.A))).isEmpty();
        assertThat(Answer.read(QUESTION.message(77), 77, QUESTION)).as("a question").isEmpty();
    }

    @Test
    void aNameThatLeadsToItselfEnds() {
        byte[] message = good();
        message[message.length - 1] = (byte) (message.length - 2);

        assertThatThrownBy(() -> Answer.read(message, 77, QUESTION)).isInstanceOf(BadMessage.class)
                .hasMessage("a name that goes on behind itself");
    }

    @Test
    void controlCharactersAreWrittenOut() throws Exception {
        byte[] message = good();
        message[message.length - 3] = 7;

        assertThat(Answer.read(message, 77, QUESTION).orElseThrow().of(RecordType.MX).getFirst().value())
                .isEqualTo("mai\\007.one.test.");
    }

    @Test
    void nonsenseIsReadOrRefusedAndNothingElse() {
        Random random = new Random(3);
        int read = 0;
        int refused = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] message = mutated(random);
            try {
                Answer.read(message, 77, QUESTION).ifPresent(Answer::code);
                read++;
            } catch (BadMessage bad) {
                refused++;
            }
        }
        assertThat(read).isPositive();
        assertThat(refused).isPositive();
    }

    private static byte[] mutated(Random random) {
        byte[] message = good();
        int type = RecordType.values()[random.nextInt(RecordType.values().length)].number;
        int record = message.length - 19;
        if (random.nextBoolean()) {
            message[record] = (byte) (type >> 8);
            message[record + 1] = (byte) type;
        }
        for (int changes = random.nextInt(4); changes >= 0; changes--) {
            message[2 + random.nextInt(message.length - 2)] = (byte) random.nextInt(256);
        }
        return random.nextInt(4) > 0 ? message : java.util.Arrays.copyOf(message, random.nextInt(message.length + 200));
    }
}
