package io.tocsin.bundled.sms;

import io.tocsin.channel.Reached;
import io.tocsin.channel.Sender;
import io.tocsin.spi.Http;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.NotifierFactory;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Setting.Kind;
import io.tocsin.spi.Settings;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads {@code sms.key-id} and what goes with it. */
record TencentFactory(InstantSource clock) implements NotifierFactory {

    static final String KIND = "sms";

    private static final List<Setting> SETTINGS = List.of(
            new Setting("key-id", Kind.TEXT, "", "the SecretId of a Tencent Cloud key that may send"),
            new Setting("secret", Kind.SECRET, "", "its SecretKey"),
            new Setting("app", Kind.TEXT, "", "the SMS application's SdkAppId"),
            new Setting("sign", Kind.TEXT, "", "the approved sign name; may be left out outside mainland China"),
            new Setting("template", Kind.TEXT, "", "the id of an approved template"),
            new Setting("parameters", Kind.TEXT, Template.STANDARD,
                    "what stands for {1}, {2}, ... of the template: " + Template.WORDS),
            new Setting("parameter-length", Kind.NUMBER, Integer.toString(Template.LENGTH),
                    "characters that the account may write in place of each"),
            new Setting("region", Kind.TEXT, Tencent.REGION, "such as ap-guangzhou or ap-singapore"),
            new Setting("api-url", Kind.TEXT, Tencent.API, "the API's address, where it is not the usual one"),
            new Setting("*.numbers", Kind.TEXT, "", "who is told in the room sms:<name>, with commas between"));

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Setting> settings() {
        return SETTINGS;
    }

    @Override
    public boolean wanted(Settings settings) {
        return !settings.isEmpty();
    }

    @Override
    public Notifier create(Settings settings, Http http) {
        Map<String, List<Phone>> numbers = new TreeMap<>();
        for (String name : settings.groups()) {
            numbers.put(name, Phones.of(name, settings.group(name).text("numbers", "")));
        }
        Optional<Tencent> account = settings.text("key-id").map(id -> Tencent.of(id, settings));
        return new TencentNotifier(account, new Phones(numbers), new Sender(http, clock), new Reached());
    }
}
