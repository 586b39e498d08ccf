package org.dl4jlab.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.UserException;
import org.dl4jlab.nets.DenseNetwork;
import org.dl4jlab.nets.NetworkOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that somebody has made to do harm: refused before DL4J sees them. */
class HostileModelTest {

  private static final String PARAMETERS = "coefficients.bin";
  private static final String UPDATER = "updaterState.bin";
  private static final String CONFIGURATION = "configuration.json";

  /** Where the shape's numbers begin: behind the names of a buffer and of a type, and a length. */
  private static final int SHAPE = 2 + 16 + 8 + 2 + 4;

  private static final int LENGTH = SHAPE + 8;
  private static final int STRIDE = SHAPE + 16;
  private static final int DATA = SHAPE + 6 * 8;
  private static final int DATA_LENGTH = DATA + 2 + 16;
  private static final int NUMBERS = DATA_LENGTH + 8 + 2 + 5;

  private static boolean executed;

  /** Does harm as soon as it is read. */
  private static final class Harm implements Serializable {

    @Serial private static final long serialVersionUID = 1;

    @Serial
    private void readObject(java.io.ObjectInputStream in) {
      executed = true;
    }
  }

  @TempDir Path temp;

  private final List<String> notices = new ArrayList<>();
  private final Map<String, byte[]> entries = new LinkedHashMap<>();
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = temp.resolve("model.zip");
    ComputationGraph graph =
        new ComputationGraph(DenseNetwork.configuration(new NetworkOptions(2, 2, 1, 2, 0.1, 1)));
    graph.init();
    ModelFile.write(graph, file);
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    executed = false;
  }

  private static byte[] zip(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (var entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private void rewrite() throws IOException {
    Files.write(file, zip(entries));
  }

  private void assertRefused(String because) {
    var e = assertThrows(UserException.class, () -> ModelFile.read(file, notices::add));
    assertTrue(e.getMessage().contains(because), e.getMessage());
    assertFalse(executed);
  }

  private void put(String name, int at, long number) {
    ByteBuffer.wrap(entries.get(name)).putLong(at, number);
  }

  @Test
  void entryThatTheDirectoryDoesNotTellOfIsFound() throws IOException {
    ByteArrayOutputStream harm = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(harm)) {
      out.writeObject(new Harm());
    }
    entries.put("preprocessor.bin", harm.toByteArray());
    byte[] bytes = zip(entries);
    int hidden = lastIndexOf(bytes, new byte[] {'P', 'K', 1, 2});
    ByteBuffer end =
        ByteBuffer.wrap(bytes, bytes.length - 22, 22).slice().order(ByteOrder.LITTLE_ENDIAN);
    int entryBytes = bytes.length - 22 - hidden;
    end.putShort(8, (short) 3).putShort(10, (short) 3).putInt(12, end.getInt(12) - entryBytes);
    ByteBuffer without = ByteBuffer.allocate(bytes.length - entryBytes);
    without.put(bytes, 0, hidden).put(bytes, bytes.length - 22, 22);
    Files.write(file, without.array());
    assertRefused("there is something behind updaterState.bin");
  }

  private static int lastIndexOf(byte[] bytes, byte[] part) {
    int at = bytes.length - part.length;
    while (!Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
      at--;
    }
    return at;
  }

  @Test
  void nameThatIsAnotherInsideIsFound() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    byte[] name = UPDATER.getBytes(StandardCharsets.US_ASCII);
    for (int at = 0; at < bytes.length - name.length; at++) {
      if (Arrays.equals(bytes, at, at + name.length, name, 0, name.length)) {
        System.arraycopy("preprocessor.bin".getBytes(StandardCharsets.US_ASCII), 0, bytes, at, 16);
        break; // the first is the one inside, the second the directory's
      }
    }
    Files.write(file, bytes);
    assertRefused("its directory and its content tell different things");
  }

  @ParameterizedTest
  @ValueSource(strings = {PARAMETERS, UPDATER})
  void stridesThatLeaveTheNumbersAreRefused(String name) throws IOException {
    put(name, STRIDE, 1_000_000_000);
    rewrite();
    assertRefused(name + " has its numbers in places that it does not hold");
  }

  @ParameterizedTest
  @ValueSource(strings = {PARAMETERS, UPDATER})
  void lengthsThatAreNotThereAreRefused(String name) throws IOException {
    put(name, DATA_LENGTH, 1L << 40);
    rewrite();
    assertRefused(name + " is no vector of ND4J's");
    put(name, LENGTH, 1L << 40);
    rewrite();
    assertRefused("but the network needs");
  }

  @ParameterizedTest
  @ValueSource(strings = {PARAMETERS, UPDATER})
  void shapeWithoutItsNumbersIsRefused(String name) throws IOException {
    entries.computeIfPresent(name, (n, bytes) -> Arrays.copyOf(bytes, NUMBERS + Float.BYTES));
    rewrite();
    assertRefused(name + " holds 4 bytes of numbers in place of ");
    entries.computeIfPresent(name, (n, bytes) -> Arrays.copyOf(bytes, 3));
    rewrite();
    assertRefused(name + " is no vector of ND4J's");
  }

  @Test
  void smallFileThatUnpacksToMuchIsRefusedUnpacked() throws IOException {
    entries.put(PARAMETERS, new byte[100_000_000]);
    rewrite();
    assertTrue(Files.size(file) < 200_000);
    assertRefused("coefficients.bin has 100,000,000 bytes, which is more than the ");
  }

  @Test
  void networkThatNeedsMoreThanIsThereMakesNoRoomForIt() throws IOException {
    replace("\"nout\" : 200", "\"nout\" : 200000000");
    rewrite();
    assertRefused("but the network needs ");
    replace("\"nout\" : 200000000", "\"nout\" : -200");
    rewrite();
    assertRefused("its configuration ");
  }

  private void replace(String old, String by) {
    String json = new String(entries.get(CONFIGURATION), StandardCharsets.UTF_8);
    assertTrue(json.contains(old), json);
    entries.put(CONFIGURATION, json.replace(old, by).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void configurationThatNamesOtherCodeIsRefused() throws IOException {
    replace(
        "org.deeplearning4j.nn.conf.graph.LayerVertex", "org.dl4jlab.run.HostileModelTest$Harm");
    rewrite();
    assertRefused("its configuration asks for code that is not part of DL4J");
  }

  @Test
  void deepConfigurationIsRefused() throws IOException {
    String deep = "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000);
    entries.put(CONFIGURATION, deep.getBytes(StandardCharsets.UTF_8));
    rewrite();
    assertRefused("its configuration is damaged");
  }

  @Test
  void numbersThatAreNoneAreTold() throws IOException {
    ByteBuffer.wrap(entries.get(PARAMETERS)).putFloat(NUMBERS + 8, Float.NaN);
    rewrite();
    ModelFile.read(file, notices::add);
    assertEquals(
        List.of(
            "%s: coefficients.bin holds values that are no finite numbers, so what the network predicts means nothing"
                .formatted(file)),
        notices);
  }

  @Test
  void missingStateOfTheOptimizerIsTold() throws IOException {
    entries.remove(UPDATER);
    rewrite();
    ModelFile.read(file, notices::add);
    assertEquals(1, notices.size());
    assertTrue(notices.get(0).contains("holds no state of the optimizer"), notices.get(0));
  }

  @Test
  void everySingleFlippedHeaderIsReadOrRefused() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at += at < 200 || at > whole.length - 400 ? 1 : 997) {
      byte[] flipped = whole.clone();
      flipped[at] ^= (byte) 0xff;
      Files.write(file, flipped);
      try {
        ModelFile.read(file, notices::add);
      } catch (UserException refused) {
        assertFalse(refused.getMessage().contains("Exception"), refused.getMessage());
      }
    }
  }
}
