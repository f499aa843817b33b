import io.tocsin.spi.*;
import io.tocsin.spi.testing.*;
import module java.base;

public class DeploysTest implements PluginTest {

    public void mutesWhatIsDeployed(TestBot bot) {
        bot.config("token", "s3cret").config("mute", "5m");
        bot.watched(
                new Watched("shop", "", List.of(), "https://example.com", "UP", Optional.empty(), Optional.empty()));
        Map<String, String> token = Map.of("x-token", "s3cret");
        assert bot.web("POST /deploy/shop", token, "").status() == 200;
        assert bot.ran().equals(List.of("mute shop for 5m because deploying")) : bot.ran();
        bot.expectSent("ops", "shop is being deployed");
        assert bot.web("POST /deploy/other", token, "").status() == 404;
        assert bot.web("GET /deploy/shop", token, "").status() == 405;
    }

    public void strangersAreTurnedAway(TestBot bot) {
        bot.config("token", "s3cret");
        assert bot.web("POST /deploy/shop", "").status() == 403;
        assert bot.ran().isEmpty();
        bot.expectNothingSent("ops");
    }

    public void doesNotStartWithoutAToken(TestBot bot) {
        try {
            bot.start();
        } catch (AssertionError refused) {
            assert refused.getMessage().contains("plugin.deploys.token") : refused.getMessage();
            return;
        }
        throw new AssertionError("it started without a token");
    }
}
