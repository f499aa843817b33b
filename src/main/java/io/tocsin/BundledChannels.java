package io.tocsin;

import io.tocsin.bundled.discord.DiscordPlugin;
import io.tocsin.bundled.incoming.IncomingPlugin;
import io.tocsin.bundled.mail.MailPlugin;
import io.tocsin.bundled.matrix.MatrixPlugin;
import io.tocsin.bundled.mattermost.MattermostPlugin;
import io.tocsin.bundled.pager.PagersPlugin;
import io.tocsin.bundled.push.PushPlugin;
import io.tocsin.bundled.robot.RobotPlugin;
import io.tocsin.bundled.rocketchat.RocketChatPlugin;
import io.tocsin.bundled.slack.SlackPlugin;
import io.tocsin.bundled.sms.SmsPlugin;
import io.tocsin.bundled.sns.SnsPlugin;
import io.tocsin.bundled.telegram.TelegramPlugin;
import io.tocsin.bundled.webhook.WebhookPlugin;
import io.tocsin.spi.Plugin;
import java.time.InstantSource;
import java.util.List;

/** The plugins inside that bring rooms; the console comes from who starts the bot. */
final class BundledChannels {

    private BundledChannels() {}

    static List<Plugin> of(InstantSource clock) {
        return List.of(
                new WebhookPlugin(clock),
                new IncomingPlugin(clock),
                new RobotPlugin(clock),
                new PushPlugin(clock),
                new PagersPlugin(clock),
                new SmsPlugin(clock),
                new SnsPlugin(clock),
                new MailPlugin(clock),
                new SlackPlugin(clock),
                new DiscordPlugin(clock),
                new TelegramPlugin(clock),
                new MatrixPlugin(),
                new RocketChatPlugin(clock),
                new MattermostPlugin(clock));
    }
}
