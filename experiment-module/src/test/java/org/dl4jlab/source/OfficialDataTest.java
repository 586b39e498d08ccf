package org.dl4jlab.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.io.FileUtils;
import org.dl4jlab.run.FullDisk;
import org.dl4jlab.testing.files.Faults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class OfficialDataTest {

  private static final byte[] CONTENT = {1, 2, 3};

  @TempDir Path temp;

  private final List<String> notices = new ArrayList<>();
  private HttpServer server;
  private byte[] archive;
  private Path cache;
  private int requests;

  @BeforeEach
  void serve() throws IOException {
    cache = temp.resolve("cache");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      TarArchiveEntry entry = new TarArchiveEntry("set/one.bin");
      entry.setSize(CONTENT.length);
      tar.putArchiveEntry(entry);
      tar.write(CONTENT);
      tar.closeArchiveEntry();
    }
    archive = bytes.toByteArray();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/set.tar.gz",
        exchange -> {
          requests++;
          try (exchange) {
            exchange.sendResponseHeaders(200, archive.length);
            exchange.getResponseBody().write(archive);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Optional<Path> locate(boolean unpacked, boolean offline) throws IOException {
    notices.clear();
    int port = server.getAddress().getPort();
    return new OfficialData(
            new OfficialData.Facts(
                "data", "set", folder -> Files.exists(folder.resolve("one.bin")), unpacked),
            new RemoteFile(
                "set.tar.gz",
                URI.create("http://127.0.0.1:%d/set.tar.gz".formatted(port)),
                archive.length,
                DigestUtils.sha256Hex(archive)),
            new DataAccess(
                new Cache(cache),
                UnaryOperator.identity(),
                offline,
                (soFar, inAll) -> {},
                notices::add))
        .locate();
  }

  @Test
  void archiveStaysAsItIsAndIsKnownAgain() throws IOException {
    Path file = cache.resolve("set.tar.gz");
    assertEquals(Optional.of(file), locate(false, false));
    assertArrayEquals(archive, Files.readAllBytes(file));
    assertEquals(1, notices.size(), notices.toString());
    assertTrue(notices.get(0).startsWith("Downloading http://127.0.0.1"), notices.get(0));

    assertEquals(Optional.of(file), locate(false, true));
    assertEquals(List.of(), notices);
    assertEquals(1, requests);
  }

  @Test
  void archiveIsUnpackedWithoutItsFoldersAndIsKnownAgain() throws IOException {
    Path folder = cache.resolve("set");
    assertEquals(Optional.of(folder), locate(true, false));
    assertArrayEquals(CONTENT, Files.readAllBytes(folder.resolve("one.bin")));
    assertFalse(Files.exists(cache.resolve("set.tar.gz")));

    assertEquals(Optional.of(folder), locate(true, true));
    assertEquals(List.of(), notices);
    assertEquals(1, requests);
  }

  @Test
  void otherFilesOfTheSameNameAreUsedAsTheyAre() throws IOException {
    Files.createDirectories(cache);
    byte[] changed = archive.clone();
    changed[changed.length - 1]++;
    for (byte[] content : new byte[][] {{1}, changed}) {
      Path file = Files.write(cache.resolve("set.tar.gz"), content);
      assertEquals(Optional.of(file), locate(false, false));
      assertEquals(List.of("Data: %s, used as it is".formatted(file)), notices);
    }
    Path folder = Files.createDirectory(cache.resolve("set"));
    Files.write(folder.resolve("one.bin"), CONTENT);
    assertEquals(Optional.of(folder), locate(false, false));
    assertEquals(List.of("Data: %s, used as it is".formatted(folder)), notices);
    assertEquals(0, requests);
  }

  @Test
  void reasonIsToldWhereThereIsNoData() throws IOException {
    assertEquals(Optional.empty(), locate(true, true));
    assertEquals(
        List.of(
            "The real data could not be downloaded: --offline was given and nothing is in %s; using the built-in sample"
                .formatted(cache)),
        notices);
    assertEquals(0, requests);
    server.stop(0);
    assertEquals(Optional.empty(), locate(true, false));
    assertTrue(
        notices.get(1).contains("127.0.0.1 cannot be reached (connection refused)"),
        notices.get(1));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void fullDiskIsNamedAndNotTakenForTheHosts(boolean unpacked) throws IOException {
    Path real = cache;
    Faults none = new Faults(Faults.Kind.FULL_DISK, Integer.MAX_VALUE);
    cache = none.in(real);
    assertTrue(locate(unpacked, false).isPresent());
    int failed = 0;
    for (int moment = 1; moment <= none.changes(); moment++) {
      FileUtils.deleteDirectory(real.toFile());
      Faults faults = new Faults(Faults.Kind.FULL_DISK, moment);
      cache = faults.in(real);
      try {
        assertTrue(locate(unpacked, false).isPresent());
      } catch (FullDisk e) {
        failed++;
        assertTrue(e.getMessage().endsWith("set.tar.gz: the disk is full"), e.getMessage());
        assertFalse(Files.exists(real.resolve("set.part")));
      }
    }
    assertTrue(failed > 0);
  }

  @Test
  void troubleWithTheCacheIsNotTakenForTheHosts() throws IOException {
    Files.createDirectories(cache.resolve("set.tar.gz.part/in the way"));
    assertThrows(FileSystemException.class, () -> locate(false, false));
  }
}
