package org.dl4jlab.source;

import static org.apache.commons.codec.digest.MessageDigestAlgorithms.SHA_256;

import java.io.IOException;
import java.io.OutputStream;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.io.FileUtils;
import org.apache.commons.lang3.StringUtils;
import org.dl4jlab.run.FullDisk;

/** A data set as its authors publish it: found in the cache, else downloaded into it. */
public final class OfficialData {

  /** In a folder that this program unpacked: the checksum of the archive that it came from. */
  static final String VERIFIED = "verified-sha256.txt";

  /**
   * What is known of a data set before it is there.
   *
   * @param title what people call it, as in "The real IMDB reviews could not be downloaded"
   * @param folder the name of its folder in the cache
   * @param isWhole whether a folder is that of the data set
   * @param unpacked whether the cache keeps the archive's files, without the folders they are in,
   *     and not the archive
   */
  public record Facts(String title, String folder, Predicate<Path> isWhole, boolean unpacked) {}

  private final Facts facts;
  private final RemoteFile archive;
  private final DataAccess access;
  private final Cache cache;

  /**
   * @param archive the official archive on its authors' site
   */
  public OfficialData(Facts facts, RemoteFile archive, DataAccess access) {
    this.facts = facts;
    this.archive = access.mirror().apply(archive);
    this.access = access;
    this.cache = access.cache();
  }

  /**
   * The folder or archive in the cache, downloaded if need be. What a person has put there is taken
   * as it is, and told.
   *
   * @return empty, after the reason was told, where the data can neither be found nor fetched
   * @throws org.dl4jlab.UserException when what arrived is not what was expected
   */
  public Optional<Path> locate() throws IOException {
    Optional<Path> found = find();
    if (found.isPresent()) {
      if (!isVerified(found.get())) {
        access.notice().accept("Data: %s, used as it is".formatted(found.get()));
      }
      return found;
    }
    String why;
    if (access.offline()) {
      why = "--offline was given and nothing is in " + cache.folder();
    } else {
      try {
        return Optional.of(cache.exclusively(archive.name(), access.notice(), this::fetch));
      } catch (IOException e) {
        requireOfHost(e);
        why = "%s cannot be reached (%s)".formatted(archive.uri().getHost(), reason(e));
      }
    }
    access
        .notice()
        .accept(
            "The real %s could not be downloaded: %s; using the built-in sample"
                .formatted(facts.title(), why));
    return Optional.empty();
  }

  /** Java tells of an unknown host by its name alone. */
  private static String reason(IOException failure) {
    return failure instanceof UnknownHostException
        ? "its name is not known"
        : StringUtils.uncapitalize(failure.getMessage());
  }

  /** The folder itself, or the data set's own where that is in it. */
  Path folderIn(Path folder) {
    Path inside = folder.resolve(facts.folder());
    return !facts.isWhole().test(folder) && facts.isWhole().test(inside) ? inside : folder;
  }

  /** The cache's trouble is not the host's: whoever has a full disk is not given the sample. */
  private void requireOfHost(IOException failure) throws IOException {
    IOException named = FullDisk.named(cache.resolve(archive.name()), failure);
    if (named instanceof FileSystemException) {
      throw named;
    }
  }

  private Optional<Path> find() {
    Path folder = cache.resolve(facts.folder());
    if (facts.isWhole().test(folder)) {
      return Optional.of(folder);
    }
    return Optional.of(cache.resolve(archive.name())).filter(Files::isRegularFile);
  }

  private boolean isVerified(Path found) throws IOException {
    if (Files.isDirectory(found)) {
      return Files.exists(found.resolve(VERIFIED));
    }
    return Files.size(found) == archive.bytes()
        && new DigestUtils(SHA_256).digestAsHex(found).equals(archive.sha256());
  }

  /** With the lock held: another process may have brought the data in the meantime. */
  private Path fetch() throws IOException {
    Optional<Path> brought = find();
    if (brought.isPresent()) {
      return brought.get();
    }
    Path file = cache.resolve(archive.name());
    access.notice().accept("Downloading %s (%,d bytes)".formatted(archive.uri(), archive.bytes()));
    try {
      new Download().fetch(archive, file, access.progress());
    } finally {
      access.progress().ended();
    }
    if (!facts.unpacked()) {
      return file;
    }
    Path folder = cache.resolve(facts.folder());
    Path unfinished = folder.resolveSibling(folder.getFileName() + ".part");
    try {
      unpack(file, unfinished);
    } catch (IOException | RuntimeException e) {
      FileUtils.deleteQuietly(unfinished.toFile());
      throw e;
    }
    Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    Files.delete(file);
    return folder;
  }

  /** Unpacks the files into a folder that gets its name only when it is complete. */
  private void unpack(Path file, Path unfinished) throws IOException {
    FileUtils.deleteDirectory(unfinished.toFile());
    Files.createDirectories(unfinished);
    TarGz.visit(
        file,
        (name, size, content) -> {
          String last = name.substring(name.lastIndexOf('/') + 1);
          try (OutputStream out = Files.newOutputStream(unfinished.resolve(last))) {
            content.transferTo(out);
          }
        });
    Files.writeString(unfinished.resolve(VERIFIED), archive.sha256() + "\n");
  }
}
