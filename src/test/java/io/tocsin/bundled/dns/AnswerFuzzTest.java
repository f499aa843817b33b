package io.tocsin.bundled.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Optional;
import org.junit.jupiter.api.Tag;

/** An answer of a name server, or of whoever says he is one. */
@Tag("fuzz")
final class AnswerFuzzTest {

    /** A compressed name can be longer than what it is made of, but no entry longer than this. */
    private static final int MOST_A_BYTE = 1_000;

    @FuzzTest(maxDuration = "10m")
    void anAnswer(FuzzedDataProvider data) {
        RecordType type = data.pickValue(RecordType.values());
        Question question = Question.of("a.test", type);
        byte[] message = data.consumeRemainingAsBytes();
        int id = message.length < 2 ? 0 : (message[0] & 0xFF) << 8 | message[1] & 0xFF;
        try {
            Optional<Answer> answer = Answer.read(message, id, question);

            answer.ifPresent(read -> assertThat(read.toString()).hasSizeLessThan(MOST_A_BYTE * (message.length + 1)));
        } catch (BadMessage said) {
            assertThat(said.getMessage()).isNotBlank();
        }
    }
}
