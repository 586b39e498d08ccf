package org.dl4jlab.imdb.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.commons.codec.digest.DigestUtils;
import org.dl4jlab.UserException;
import org.dl4jlab.run.TrainingSettings;
import org.dl4jlab.source.Cache;
import org.dl4jlab.source.DataAccess;
import org.dl4jlab.source.RemoteFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --data} means: the cache, the download, the sample, a person's own. */
@Timeout(60)
class ReviewSetsTest {

  @TempDir Path temp;

  private final AtomicInteger requests = new AtomicInteger();
  private final List<String> notices = new ArrayList<>();
  private HttpServer server;
  private byte[] archive;
  private Path cache;

  /** Without a server: the port is closed. */
  static ReviewSets local(Path cache) {
    return sets(
        cache,
        new RemoteFile("imdb.tar.gz", URI.create("http://127.0.0.1:1/imdb.tar.gz"), 10, "0"),
        true,
        notice -> {});
  }

  private static ReviewSets sets(
      Path cache, RemoteFile archive, boolean offline, Consumer<String> notice) {
    return new ReviewSets(
        new DataAccess(
            new Cache(cache), official -> archive, offline, (soFar, inAll) -> {}, notice));
  }

  @BeforeEach
  void serve() throws IOException {
    archive = FakeImdb.archive(FakeImdb.files(4));
    cache = temp.resolve("cache");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/imdb.tar.gz",
        exchange -> {
          requests.incrementAndGet();
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

  private ReviewSet open(String data, boolean offline, String sha256) throws IOException {
    int port = server.getAddress().getPort();
    URI uri = URI.create("http://127.0.0.1:%d/imdb.tar.gz".formatted(port));
    notices.clear();
    RemoteFile remote = new RemoteFile("imdb.tar.gz", uri, archive.length, sha256);
    return sets(cache, remote, offline, notices::add).open(data);
  }

  private ReviewSet open(String data) throws IOException {
    return open(data, false, DigestUtils.sha256Hex(archive));
  }

  private static void assertIsImdb(ReviewSet reviews, int ofEachKind) {
    assertEquals("IMDB", reviews.title());
    assertEquals(2 * ofEachKind, reviews.train().size());
    assertEquals(2 * ofEachKind, reviews.test().size());
    assertEquals(ofEachKind, reviews.unlabelled().size());
  }

  private void assertRefused(Path data, String because) {
    var e = assertThrows(UserException.class, () -> open(data.toString()));
    assertTrue(e.getMessage().contains(because), e.getMessage());
  }

  @Test
  void archiveIsDownloadedOnceAndKeptAsItIs() throws IOException {
    assertIsImdb(open(TrainingSettings.AUTO_DATA), 4);
    assertEquals(1, notices.size(), notices.toString());
    assertTrue(notices.get(0).startsWith("Downloading http://127.0.0.1"), notices.get(0));
    assertTrue(Files.exists(cache.resolve("imdb.tar.gz")));
    assertFalse(Files.exists(cache.resolve("aclImdb")));

    server.stop(0);
    ReviewSet again = open(TrainingSettings.AUTO_DATA);
    assertIsImdb(again, 4);
    assertEquals(cache.resolve("imdb.tar.gz").toString(), again.source());
    assertEquals(List.of(), notices);
    assertEquals(1, requests.get());
  }

  @Test
  void hostOutOfReachIsOneLineThenTheSample() throws IOException {
    server.stop(0);
    assertEquals("sample", open(TrainingSettings.AUTO_DATA).title());
    assertEquals(2, notices.size(), notices.toString());
    assertTrue(
        notices
            .get(1)
            .startsWith("The real IMDB reviews could not be downloaded: 127.0.0.1 cannot be"),
        notices.get(1));
    assertTrue(notices.get(1).endsWith("; using the built-in sample"), notices.get(1));
  }

  @Test
  void offlineAsksNoServer() throws IOException {
    assertEquals("sample", open(TrainingSettings.AUTO_DATA, true, "0").title());
    assertEquals(1, notices.size());
    assertTrue(notices.get(0).contains("--offline was given"), notices.get(0));
    assertEquals(0, requests.get());
  }

  @Test
  void otherChecksumIsAFailure() {
    var e =
        assertThrows(
            UserException.class, () -> open(TrainingSettings.AUTO_DATA, false, "0".repeat(64)));
    assertTrue(e.getMessage().startsWith("The checksum of"), e.getMessage());
  }

  @Test
  void whatAPersonPutIntoTheCacheIsUsedAsItIs() throws IOException {
    Files.createDirectories(cache);
    Path file = Files.write(cache.resolve("imdb.tar.gz"), FakeImdb.archive(FakeImdb.files(3)));
    assertIsImdb(open(TrainingSettings.AUTO_DATA), 3);
    assertEquals(List.of("Data: %s, used as it is".formatted(file)), notices);

    Path folder = FakeImdb.folder(cache.resolve("aclImdb"), FakeImdb.files(2));
    assertIsImdb(open(TrainingSettings.AUTO_DATA), 2);
    assertEquals(List.of("Data: %s, used as it is".formatted(folder)), notices);
    assertEquals(0, requests.get());
  }

  @Test
  void folderAndArchiveAreTheSameData() throws IOException {
    Map<String, byte[]> files = FakeImdb.files(12);
    Path folder = FakeImdb.folder(temp.resolve("aclImdb"), files);
    Path file = Files.write(temp.resolve("a.tar.gz"), FakeImdb.archive(files));
    ReviewSet fromArchive = open(file.toString());
    for (Path place : List.of(folder, temp)) {
      ReviewSet fromFolder = open(place.toString());
      assertEquals(folder.toString(), fromFolder.source());
      assertIsImdb(fromFolder, 12);
      assertEquals(fromArchive.train(), fromFolder.train());
      assertEquals(fromArchive.test(), fromFolder.test());
      assertEquals(fromArchive.unlabelled(), fromFolder.unlabelled());
      assertEquals(ReviewSet.checksum(fromArchive.train()), ReviewSet.checksum(fromFolder.train()));
    }
  }

  @Test
  void ownFolderInTheOfficialLayoutIsNotCalledImdb() throws IOException {
    Map<String, byte[]> files = FakeImdb.files(1);
    files.remove(Imdb.VOCABULARY);
    Path folder = FakeImdb.folder(temp.resolve("own"), files);
    assertEquals(folder.getFileName().toString(), open(folder.toString()).title());
  }

  @Test
  void dataThatIsNotThereOrNotKnownIsNamed() throws IOException {
    assertRefused(temp.resolve("nowhere"), "There is no " + temp.resolve("nowhere"));
    Path zip = Files.writeString(temp.resolve("a.zip"), "text");
    assertRefused(zip, zip + " is damaged: it is no whole zip archive");
    Path sheet = Files.writeString(temp.resolve("a.xlsx"), "text");
    assertRefused(sheet, sheet + " is a spreadsheet, which has to be saved as CSV; --data takes");
    Path word = Files.writeString(temp.resolve("a.doc"), "text");
    assertRefused(
        word, word + " is neither IMDB's archive nor a table; --data takes auto, sample,");
    Path text = Files.writeString(temp.resolve("a.tar.gz"), "text");
    assertRefused(text, "a.tar.gz is not a whole .tar.gz archive");
  }

  @Test
  void sampleIsComposedWithoutAWord() throws IOException {
    assertEquals(SampleReviews.compose(), open("sample"));
    assertEquals(List.of(), notices);
  }
}
