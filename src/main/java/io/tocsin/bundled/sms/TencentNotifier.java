package io.tocsin.bundled.sms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tocsin.channel.Complaint;
import io.tocsin.channel.Peer;
import io.tocsin.channel.Reached;
import io.tocsin.channel.Sender;
import io.tocsin.spi.Message;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Messages by Tencent Cloud's <a href="https://www.tencentcloud.com/document/product/382/40536">SendSms</a>, each number
 * with its own success. Who has a message is not told again because another was not reached.
 *
 * @param account empty where none is set up
 */
record TencentNotifier(Optional<Tencent> account, Phones numbers, Sender sender, Reached reached)
        implements Notifier {

    private static final int MOST_NUMBERS = 200;
    private static final int MOST_NAMED = 5;
    private static final String OK = "Ok";
    /** What is wrong with a message or a number; all else may be mended. */
    private static final Set<String> REFUSED = Set.of(
            "InvalidParameterValue.IncorrectPhoneNumber",
            "InvalidParameterValue.ProhibitedUseUrlInTemplateParameter",
            "FailedOperation.ContainSensitiveWord",
            "FailedOperation.PhoneNumberInBlacklist",
            "UnsupportedOperation.ChineseMainlandTemplateToGlobalPhone",
            "UnsupportedOperation.GlobalTemplateToChineseMainlandPhone",
            "LimitExceeded.PhoneNumberDailyLimit",
            "LimitExceeded.PhoneNumberOneHourLimit",
            "LimitExceeded.PhoneNumberSameContentDailyLimit");

    /** A number that was not told. */
    private record Failure(Phone number, String code, String said) {

        @Override
        public String toString() {
            return number.text() + " " + code + " " + said;
        }
    }

    @Override
    public String post(String address, String key, Message message) throws RoomException {
        Tencent tencent = account.orElseThrow(
                () -> new RoomException(Kind.REFUSED, "no account for sms:" + address + ": set sms.key-id"));
        List<Phone> left = numbers.in(address).stream().filter(number -> !reached.has(key, number.text())).toList();
        Peer peer = new Peer("sms:" + address, "sms.secret");
        List<Failure> failures = new ArrayList<>();
        for (List<Phone> some : batches(left)) {
            JsonNode answer = sender.send(
                    peer, tencent.request(some, new Brief(message), key, sender.clock().instant()),
                    TencentNotifier::complaint);
            failures.addAll(failures(some, answer.path("Response").path("SendStatusSet"), key));
        }
        if (!failures.isEmpty()) {
            throw failed(peer, failures);
        }
        return "";
    }

    /** Those of mainland China and others must not be mixed. */
    private static List<List<Phone>> batches(List<Phone> all) {
        Predicate<Phone> mainland = Phone::mainland;
        List<List<Phone>> batches = new ArrayList<>();
        Stream.of(mainland, mainland.negate()).map(some -> all.stream().filter(some).toList()).forEach(some -> {
            for (int from = 0; from < some.size(); from += MOST_NUMBERS) {
                batches.add(some.subList(from, Math.min(some.size(), from + MOST_NUMBERS)));
            }
        });
        return batches;
    }

    /** Those that nothing is said of have failed, too. */
    private List<Failure> failures(List<Phone> asked, JsonNode statuses, String key) {
        List<Failure> failures = new ArrayList<>();
        for (Phone number : asked) {
            JsonNode status = status(statuses, number);
            String code = status.path("Code").asText();
            if (code.equals(OK)) {
                reached.add(key, number.text());
            } else {
                failures.add(new Failure(number, code, status.path("Message").asText()));
            }
        }
        return failures;
    }

    private static JsonNode status(JsonNode statuses, Phone number) {
        for (JsonNode status : statuses) {
            if (status.path("PhoneNumber").asText().equals(number.text())) {
                return status;
            }
        }
        return MissingNode.getInstance();
    }

    private static RoomException failed(Peer peer, List<Failure> failures) {
        Kind kind = failures.stream().allMatch(failure -> REFUSED.contains(failure.code)) ? Kind.REFUSED : Kind.LATER;
        String first = String.join(", ", failures.stream().limit(MOST_NAMED).map(Failure::toString).toList());
        return new RoomException(kind, peer + " did not reach " + failures.size() + ": " + first);
    }

    private static Optional<Complaint> complaint(JsonNode body) {
        JsonNode error = body.path("Response").path("Error");
        String code = error.path("Code").asText();
        String said = code + " " + error.path("Message").asText();
        if (code.isEmpty()) {
            return body.has("Response") ? Optional.empty() : Optional.of(Complaint.later("no answer of its API"));
        }
        if (code.startsWith("AuthFailure") || code.startsWith("UnauthorizedOperation")) {
            return Optional.of(Complaint.denied(said));
        }
        return Optional.of(REFUSED.contains(code) ? Complaint.refused(said) : Complaint.later(said));
    }

    @Override
    public String canonical(String address) {
        return address.startsWith("+") ? Phone.plain(address) : address;
    }
}
