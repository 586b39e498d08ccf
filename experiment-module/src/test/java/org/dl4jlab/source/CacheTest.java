package org.dl4jlab.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.dl4jlab.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class CacheTest {

  private static final Path HOME = Path.of("home");

  @TempDir Path temp;

  private static Path folder(String system, String... environment) {
    return Cache.folder(
        environment.length == 0 ? Map.of() : Map.of(environment[0], environment[1]), system, HOME);
  }

  @Test
  void linuxFollowsXdg() {
    assertEquals(HOME.resolve(".cache/dl4jlab"), folder("Linux"));
    assertEquals(Path.of("/x/dl4jlab"), folder("Linux", "XDG_CACHE_HOME", "/x"));
    assertEquals(HOME.resolve(".cache/dl4jlab"), folder("Linux", "XDG_CACHE_HOME", ""));
  }

  @Test
  void macAndWindowsHaveTheirOwnPlaces() {
    assertEquals(HOME.resolve("Library/Caches/dl4jlab"), folder("Mac OS X"));
    assertEquals(HOME.resolve("AppData/Local/dl4jlab"), folder("Windows 11"));
    assertEquals(Path.of("/l/dl4jlab"), folder("Windows 11", "LOCALAPPDATA", "/l"));
  }

  @Test
  void variableNamesTheFolderItself() {
    assertEquals(Path.of("/mine"), folder("Linux", Cache.VARIABLE, "/mine"));
    assertEquals(Path.of("/mine"), folder("Windows 11", Cache.VARIABLE, "/mine"));
    assertEquals(HOME.resolve(".cache/dl4jlab"), folder("Linux", Cache.VARIABLE, " "));
  }

  @Test
  void folderThatCannotBeWrittenIsNamedTogetherWithTheVariable() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "no folder");
    Cache cache = new Cache(file.resolve("cache"));
    var e =
        assertThrows(
            UserException.class, () -> cache.exclusively("data", notice -> {}, () -> "ran"));
    assertTrue(e.getMessage().contains(file.resolve("cache").toString()), e.getMessage());
    assertTrue(e.getMessage().contains(Cache.VARIABLE), e.getMessage());
  }

  @Test
  void failedWorkGivesTheLockBack() throws IOException {
    Cache cache = new Cache(temp.resolve("cache"));
    assertThrows(
        IOException.class,
        () ->
            cache.exclusively(
                "data",
                notice -> {},
                () -> {
                  throw new IOException("broken");
                }));
    assertEquals("ran", cache.exclusively("data", CacheTest::unexpected, () -> "ran"));
  }

  private static void unexpected(String notice) {
    throw new AssertionError(notice);
  }

  @Test
  @Timeout(60)
  void secondThreadWaitsForTheFirstAndIsToldOnce() throws Exception {
    Cache cache = new Cache(temp);
    List<String> order = new CopyOnWriteArrayList<>();
    CountDownLatch waiting = new CountDownLatch(1);
    CountDownLatch held = new CountDownLatch(1);
    var first =
        CompletableFuture.supplyAsync(
            () ->
                locked(
                    cache,
                    CacheTest::unexpected,
                    () -> {
                      held.countDown();
                      assertTrue(waiting.await(30, TimeUnit.SECONDS));
                      // Longer than the lock is polled, so that a second notice would show.
                      Thread.sleep(500);
                      return order.add("first");
                    }));
    assertTrue(held.await(30, TimeUnit.SECONDS));
    List<String> notices = new CopyOnWriteArrayList<>();
    locked(
        cache,
        notice -> {
          notices.add(notice);
          waiting.countDown();
        },
        () -> order.add("second"));
    first.get();
    assertEquals(List.of("first", "second"), order);
    assertEquals(List.of("Waiting for another process that is fetching data"), notices);
  }

  private static boolean locked(
      Cache cache,
      java.util.function.Consumer<String> notice,
      java.util.concurrent.Callable<Boolean> work) {
    try {
      return cache.exclusively(
          "data",
          notice,
          () -> {
            try {
              return work.call();
            } catch (Exception e) {
              throw new IOException(e);
            }
          });
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @Timeout(60)
  void anotherJvmIsWaitedFor() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                temp.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var fromOther = other.inputReader()) {
      assertEquals("held", fromOther.readLine());
      assertFalse(Files.exists(temp.resolve("done")));
      boolean done =
          new Cache(temp)
              .exclusively(
                  "data", notice -> release(other), () -> Files.exists(temp.resolve("done")));
      assertTrue(done, "the work began before the other JVM's was over");
    } finally {
      other.destroyForcibly();
    }
  }

  private static void release(Process other) {
    try {
      other.getOutputStream().close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Another JVM: holds the lock until its input ends. */
  static final class Holder {
    public static void main(String[] args) throws IOException {
      Path folder = Path.of(args[0]);
      new Cache(folder)
          .exclusively(
              "data",
              notice -> {},
              () -> {
                System.out.println("held");
                System.in.readAllBytes();
                return Files.createFile(folder.resolve("done"));
              });
    }
  }
}
