package org.dl4jlab.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.dl4jlab.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarGzTest {

  private static final byte[] NOISE = new byte[20_000];

  static {
    new Random(1).nextBytes(NOISE);
  }

  @TempDir Path temp;

  private interface Entries {
    void to(TarArchiveOutputStream tar) throws IOException;
  }

  private static byte[] tarGz(Entries entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      entries.to(tar);
    }
    return bytes.toByteArray();
  }

  private static void add(TarArchiveOutputStream tar, String name, byte[] content)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private static byte[] good() throws IOException {
    return tarGz(
        tar -> {
          add(tar, "folder/one.bin", NOISE);
          add(tar, "folder/two.bin", new byte[] {1, 2, 3});
        });
  }

  private Map<String, byte[]> visit(byte[] archive) throws IOException {
    Path file = Files.write(temp.resolve("archive.tar.gz"), archive);
    Map<String, byte[]> found = new LinkedHashMap<>();
    TarGz.visit(file, (name, size, content) -> found.put(name, content.readAllBytes()));
    return found;
  }

  private void assertRefused(byte[] archive, String because) {
    var e = assertThrows(UserException.class, () -> visit(archive));
    assertTrue(e.getMessage().contains("archive.tar.gz"), e.getMessage());
    assertTrue(e.getMessage().contains(because), e.getMessage());
  }

  @Test
  void visitsFilesInTheirOrderWithTheirContent() throws IOException {
    Map<String, byte[]> found = visit(good());
    assertEquals(List.of("folder/one.bin", "folder/two.bin"), List.copyOf(found.keySet()));
    assertArrayEquals(NOISE, found.get("folder/one.bin"));
    assertArrayEquals(new byte[] {1, 2, 3}, found.get("folder/two.bin"));
  }

  @Test
  void foldersAndLinksArePassedOver() throws IOException {
    byte[] archive =
        tarGz(
            tar -> {
              tar.putArchiveEntry(new TarArchiveEntry("folder/"));
              tar.closeArchiveEntry();
              for (byte kind : new byte[] {TarConstants.LF_SYMLINK, TarConstants.LF_LINK}) {
                TarArchiveEntry link = new TarArchiveEntry("link" + kind, kind);
                link.setLinkName("/etc/hosts");
                tar.putArchiveEntry(link);
                tar.closeArchiveEntry();
              }
              add(tar, "file", new byte[] {7});
            });
    assertEquals(List.of("file"), List.copyOf(visit(archive).keySet()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil",
        "folder/../../evil",
        "folder/..",
        "/etc/evil",
        "..\\evil",
        "\\evil",
        "C:\\evil"
      })
  void namesThatLeadOutAreRefused(String name) throws IOException {
    assertRefused(tarGz(tar -> add(tar, name, new byte[] {1})), "leads out of it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"..folder/file..", "a/...", "C/file"})
  void namesThatOnlyLookLikeItAreFine(String name) throws IOException {
    assertEquals(1, visit(tarGz(tar -> add(tar, name, new byte[] {1}))).size());
  }

  /** In gzip's header, in a file's content, in the last header, in gzip's own checksum. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.0002, 0.3, 0.9, 0.97, 0.9999})
  void archivesCutShortAreNoticed(double share) throws IOException {
    byte[] whole = good();
    assertRefused(Arrays.copyOf(whole, (int) (whole.length * share)), "cut short");
  }

  @Test
  void everyCutIsNoticed() throws IOException {
    byte[] whole = good();
    for (int length = whole.length - 40; length < whole.length; length++) {
      assertRefused(Arrays.copyOf(whole, length), "cut short");
    }
  }

  @Test
  void changedByteIsNoticedByGzipsChecksum() throws IOException {
    byte[] changed = good();
    changed[changed.length - 6] ^= 1;
    assertRefused(changed, "not a whole .tar.gz");
  }

  @Test
  void fileThatIsNoGzipIsRefused() {
    assertRefused("Not found, sorry".getBytes(), "not a whole .tar.gz");
  }

  @Test
  void gzipThatHoldsNoTarIsRefused() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(NOISE);
    }
    assertRefused(bytes.toByteArray(), "not a whole .tar.gz");
  }
}
