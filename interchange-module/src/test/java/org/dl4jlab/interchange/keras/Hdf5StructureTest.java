package org.dl4jlab.interchange.keras;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.dl4jlab.UserException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Addresses that lead in circles, or to the same place again and again. */
@Timeout(60)
class Hdf5StructureTest {

  private static final int FANOUT = 32;

  @TempDir Path temp;

  private byte[] whole;

  @BeforeEach
  void read() throws IOException {
    try (InputStream in = Hdf5StructureTest.class.getResourceAsStream("trained.h5")) {
      whole = in.readAllBytes();
    }
  }

  private static ByteBuffer buffer(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int find(byte[] bytes, String signature) {
    return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(signature);
  }

  private void refused(byte[] bytes) throws IOException {
    Path file = Files.write(temp.resolve("changed.h5"), bytes);
    String message = assertThrows(UserException.class, () -> KerasImport.read(file)).getMessage();
    assertTrue(message.endsWith("is damaged, or no HDF5 of Keras'"), message);
  }

  @Test
  void aFileOfKeras() {
    assertTrue(Hdf5Structure.isSound(ByteBuffer.wrap(whole)));
  }

  /** A tree of ten levels whose nodes all lead to the same one below: 32 to the tenth ways. */
  @Test
  void waysWithoutNumber() throws IOException {
    int levels = 10;
    int node = 24 + (2 * FANOUT + 1) * 8;
    ByteBuffer bytes = buffer(Arrays.copyOf(whole, whole.length + levels * node));
    long root = find(whole, "TREE");
    for (int level = levels; level > 0; level--) {
      int at = whole.length + (levels - level) * node;
      long below = level == 1 ? root : at + node;
      bytes.position(at);
      bytes.put("TREE".getBytes(StandardCharsets.US_ASCII));
      bytes.put((byte) 0).put((byte) level).putShort((short) FANOUT).putLong(-1).putLong(-1);
      for (int i = 0; i < FANOUT; i++) {
        bytes.putLong(0).putLong(below);
      }
    }
    for (int at = 0; at < whole.length - 8; at++) {
      if (bytes.getLong(at) == root) {
        bytes.putLong(at, whole.length);
      }
    }
    refused(bytes.array());
  }

  @Test
  void aTreeThatIsItsOwnBranch() throws IOException {
    byte[] bytes = whole.clone();
    int tree = find(bytes, "TREE");
    bytes[tree + 5] = 1;
    buffer(bytes).putLong(tree + 24 + 8, tree);
    refused(bytes);
  }

  /** Newer ways to keep members and headers, which Keras does not use. */
  @Test
  void structuresThatKerasDoesNotWrite() {
    byte[] newer = Arrays.copyOf(whole, whole.length + 64);
    System.arraycopy("BTHD\0\5".getBytes(StandardCharsets.US_ASCII), 0, newer, whole.length, 6);
    assertFalse(Hdf5Structure.isSound(ByteBuffer.wrap(newer)));
    ByteBuffer goesOn = buffer(Arrays.copyOf(whole, whole.length + 64));
    goesOn.position(whole.length);
    goesOn.put("OCHK".getBytes(StandardCharsets.US_ASCII));
    assertTrue(Hdf5Structure.isSound(goesOn));
    goesOn.put(new byte[] {0x10, 16, 0, 0}).putLong(whole.length).putLong(32);
    assertFalse(Hdf5Structure.isSound(goesOn));
  }

  @Test
  void addressesOfAnotherKind() {
    byte[] narrow = whole.clone();
    narrow[13] = 4;
    assertFalse(Hdf5Structure.isSound(ByteBuffer.wrap(narrow)));
    byte[] shifted = whole.clone();
    shifted[24] = 1;
    assertFalse(Hdf5Structure.isSound(ByteBuffer.wrap(shifted)));
    assertFalse(Hdf5Structure.isSound(ByteBuffer.wrap(Arrays.copyOf(whole, 20))));
  }

  /** Groups that hold themselves, headers that go on in themselves, sizes that are addresses. */
  @Test
  void addressesThatLeadElsewhere() throws IOException {
    List<Integer> places = new ArrayList<>();
    for (int at = 24; at < whole.length - 8; at += 8) {
      long value = buffer(whole).getLong(at);
      if (value > 0 && value < whole.length) {
        places.add(at);
      }
    }
    Random random = new Random(8);
    Path file = temp.resolve("elsewhere.h5");
    for (int i = 0; i < 300; i++) {
      ByteBuffer bytes = buffer(whole.clone());
      int to = places.get(random.nextInt(places.size()));
      int from = places.get(random.nextInt(places.size()));
      long huge = 1L << (30 + random.nextInt(33));
      bytes.putLong(to, i % 3 == 0 ? huge : bytes.getLong(from));
      HostileFilesTest.readOrRefuse(Files.write(file, bytes.array()));
    }
  }
}
