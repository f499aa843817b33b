package io.tocsin.watch;

import io.tocsin.spi.Message;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.RoomException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** A channel whose rooms keep all that is said there, and fail when they are told to. */
public final class RecordingRoom implements Notifier {

    private final boolean edits;
    private final boolean digests;
    private final boolean follows;
    private final AtomicBoolean threads = new AtomicBoolean();
    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private final Map<String, Message> shown = new LinkedHashMap<>();
    private final Map<String, String> byKey = new LinkedHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final AtomicReference<Fault> fault = new AtomicReference<>(call -> {});
    private final AtomicReference<Fault> faultAfterwards = new AtomicReference<>(call -> {});

    /** Throws at a call that shall fail. */
    @FunctionalInterface
    public interface Fault {
        void at(Call call) throws RoomException;
    }

    /** A call to the room. */
    public record Call(String what, String key, Message message) {}

    /** Something that was posted; in the thread of another message, if it was. */
    public record Post(String place, String key, Message message, Optional<String> thread) {
        public String title() {
            return message.title().isEmpty() ? message.text() : message.title();
        }
    }

    public RecordingRoom(boolean edits) {
        this(edits, true, false);
    }

    private RecordingRoom(boolean edits, boolean digests, boolean follows) {
        this.edits = edits;
        this.digests = digests;
        this.follows = follows;
    }

    /** One that wants each incident for itself. */
    public static RecordingRoom pager() {
        return new RecordingRoom(true, false, false);
    }

    /** One that shows how monitors stand. */
    public static RecordingRoom board() {
        return new RecordingRoom(false, true, true);
    }

    /** From now on calls fail like this. */
    public void fails(Fault how) {
        fault.set(how);
    }

    /** From now on calls do their work and fail nevertheless. */
    public void failsAfterwards(Fault how) {
        faultAfterwards.set(how);
    }

    public void failsLater() {
        fails(call -> {
            throw new RoomException(RoomException.Kind.LATER, "503");
        });
    }

    public void works() {
        fails(call -> {});
    }

    @Override
    public boolean edits() {
        return edits;
    }

    /** From now on it wants what follows on an incident as a reply. */
    public void threaded(boolean wanted) {
        threads.set(wanted);
    }

    @Override
    public boolean threads() {
        return threads.get();
    }

    @Override
    public String canonical(String place) {
        return place.toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean digests() {
        return digests;
    }

    @Override
    public boolean follows() {
        return follows;
    }

    @Override
    public synchronized String post(String place, String key, Message message) throws RoomException {
        return add(place, key, message, Optional.empty());
    }

    @Override
    public synchronized String reply(String place, String reference, String key, Message message) throws RoomException {
        return add(place, key, message, Optional.of(reference));
    }

    private String add(String place, String key, Message message, Optional<String> thread) throws RoomException {
        calls.add("post " + key);
        fault.get().at(new Call("post", key, message));
        posts.add(new Post(place, key, message, thread));
        String reference = "m" + posts.size();
        shown.put(reference, message);
        byKey.put(key, reference);
        faultAfterwards.get().at(new Call("post", key, message));
        return reference;
    }

    @Override
    public synchronized void edit(String place, String reference, Message message) throws RoomException {
        calls.add("edit " + reference);
        fault.get().at(new Call("edit", reference, message));
        shown.put(reference, message);
    }

    @Override
    public synchronized Optional<String> find(String place, String key) throws RoomException {
        calls.add("find " + key);
        fault.get().at(new Call("find", key, Message.text("")));
        return Optional.ofNullable(byKey.get(key));
    }

    public List<Post> posts() {
        return List.copyOf(posts);
    }

    /** What was tried, posts and edits and searches, in order. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    /** The first line of everything posted, in order. */
    public List<String> titles() {
        return posts.stream().map(Post::title).toList();
    }

    /** The whole text of what was posted last. */
    public String last() {
        return posts.getLast().message().plain();
    }

    /** What the room's own messages, without those in threads, look like now. */
    public synchronized List<Message> shown() {
        List<Message> top = new CopyOnWriteArrayList<>();
        int number = 0;
        for (Post post : posts) {
            number++;
            if (post.thread().isEmpty()) {
                top.add(shown.get("m" + number));
            }
        }
        return top;
    }

    public List<String> shownTitles() {
        return shown().stream().map(Message::title).toList();
    }

    /** What was posted in threads. */
    public List<String> threaded() {
        return posts.stream().filter(post -> post.thread().isPresent()).map(Post::title).toList();
    }
}
