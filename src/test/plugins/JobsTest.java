import io.tocsin.spi.*;
import io.tocsin.spi.testing.*;
import module java.base;

public class JobsTest implements PluginTest {

    public void aJobMayBeTwoHoursLate(TestBot bot) {
        ReportedType.Expected expected = bot.expected("job", Map.of("token", "s3cret"));
        assert expected.grace().equals(Duration.ofHours(2)) : expected;
        assert expected.token().equals("s3cret");
        assert !expected.toString().contains("s3cret");
    }

    public void orAsLateAsIsSaid(TestBot bot) {
        assert bot.expected("job", Map.of("token", "s3cret", "patience", "5m")).grace().equals(Duration.ofMinutes(5));
    }

    public void aJobNeedsAToken(TestBot bot) {
        try {
            bot.expected("job", Map.of());
            assert false : "it is taken without a token";
        } catch (Refusal refused) {
            assert refused.getMessage().contains("token") : refused;
        }
    }
}
