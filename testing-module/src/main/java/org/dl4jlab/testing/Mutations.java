package org.dl4jlab.testing;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.dl4jlab.UserException;

/**
 * Feeds damaged files to what reads them: each is read within ten seconds, or refused with a
 * message for people. The system property {@code mutations} says how many there are in a torture; a
 * failure names the one that it comes from, which its number makes again.
 */
public final class Mutations {

  /** What stands in the file may be said of it, whatever it is. */
  private static final Pattern QUOTED = Pattern.compile("'[^']*'");

  private static final String PROPERTY = "mutations";
  private static final int PATIENCE_SECONDS = 10;

  /** Of a torture. */
  public static final int MANY = Integer.getInteger(PROPERTY, 10_000);

  /** Of the ordinary suite. */
  public static final int FEW = 100;

  private Mutations() {}

  /** Reads a damaged file, whatever comes of it. */
  @FunctionalInterface
  public interface Reading {
    void read(byte[] damaged) throws Exception;
  }

  /**
   * @param damage makes a damaged file
   * @throws AssertionError with the number of the first that is neither read nor refused
   */
  public static void assertHarmless(int count, Function<Mutator, byte[]> damage, Reading reading) {
    ExecutorService reader = Executors.newSingleThreadExecutor(Mutations::daemon);
    try {
      for (int i = 0; i < count; i++) {
        byte[] damaged = damage.apply(new Mutator(i));
        Future<?> read =
            reader.submit(
                () -> {
                  reading.read(damaged);
                  return null;
                });
        await(read, i);
      }
    } finally {
      reader.shutdownNow();
    }
  }

  /** One that hangs is left behind. */
  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "mutations");
    thread.setDaemon(true);
    return thread;
  }

  private static void await(Future<?> read, int number) {
    try {
      read.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!isForPeople(e.getCause())) {
        throw new AssertionError("Mutation " + number, e.getCause());
      }
    } catch (TimeoutException e) {
      throw new AssertionError("Mutation %d takes more than 10 s".formatted(number), e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isForPeople(Throwable e) {
    return (e instanceof UserException || e instanceof IOException)
        && e.getMessage() != null
        && Cli.isForPeople(QUOTED.matcher(e.getMessage()).replaceAll(""));
  }
}
