package org.dl4jlab.cifar.own;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.dl4jlab.cifar.pictures.PictureDecoder;
import org.dl4jlab.cifar.pictures.PictureException;
import org.dl4jlab.cifar.pictures.PictureSource;
import org.dl4jlab.source.Download;

/**
 * Decodes many pictures, on all cores. One for which the memory is not enough is tried again alone.
 */
final class PictureBatch {

  private final PictureStore store;
  private final PictureDecoder decoder;
  private final Download.Progress progress;
  private final Map<String, byte[]> planes = new ConcurrentHashMap<>();
  private final Map<String, String> broken = new ConcurrentHashMap<>();
  private final Queue<String> tooLarge = new ConcurrentLinkedQueue<>();
  private final AtomicLong read = new AtomicLong();

  PictureBatch(PictureStore store, PictureDecoder decoder, Download.Progress progress) {
    this.store = store;
    this.decoder = decoder;
    this.progress = progress;
  }

  /**
   * Decodes those pictures that are not known.
   *
   * @param wanted by their names
   * @param known decoded at an earlier time
   * @return {@code [3, size, size]} of each whole picture, in the order of those wanted
   */
  Map<StoredFile, byte[]> decode(Map<String, StoredFile> wanted, Map<StoredFile, byte[]> known)
      throws IOException {
    Map<String, StoredFile> unknown = new LinkedHashMap<>(wanted);
    unknown.values().removeIf(known::containsKey);
    try {
      int threads = Runtime.getRuntime().availableProcessors();
      store.forEach(unknown.keySet(), threads, (name, from) -> read(name, from, unknown.size()));
      Set<String> again = Set.copyOf(tooLarge);
      tooLarge.clear();
      if (!again.isEmpty()) {
        store.forEach(again, 1, (name, from) -> read(name, from, unknown.size()));
      }
    } finally {
      progress.ended();
    }
    tooLarge.forEach(name -> broken.put(name, memory()));
    Map<StoredFile, byte[]> decoded = new LinkedHashMap<>();
    wanted.forEach(
        (name, file) -> {
          byte[] found = known.getOrDefault(file, planes.get(name));
          if (found != null) {
            decoded.put(file, found);
          }
        });
    return decoded;
  }

  private void read(String name, PictureSource from, int all) {
    try {
      planes.put(name, decoder.decode(from));
    } catch (PictureException e) {
      broken.put(name, e.getMessage());
    } catch (OutOfMemoryError e) {
      tooLarge.add(name);
      return;
    }
    progress.arrived(read.incrementAndGet(), all);
  }

  private static String memory() {
    return "is too large for the %d MB that Java may use; give more by java -Xmx4g"
        .formatted(Runtime.getRuntime().maxMemory() >> 20);
  }

  /** Why some of the pictures cannot be read, by their names. */
  Map<String, String> broken() {
    return new TreeMap<>(new HashMap<>(broken));
  }
}
