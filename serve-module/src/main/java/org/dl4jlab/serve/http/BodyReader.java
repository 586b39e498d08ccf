package org.dl4jlab.serve.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.dl4jlab.serve.model.Refusal;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSourceChannel;

/**
 * Receives a body as it comes, whatever its pace, on the connection's own thread. Memory is taken
 * for what has come, not for what was announced.
 */
final class BodyReader implements ChannelListener<StreamSourceChannel> {

  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");
  private static final long PATIENCE_SECONDS = 30;

  /** Of a body that is too large. */
  static final long MOST_DISCARDED = 80L << 20;

  private final HttpServerExchange exchange;
  private final long most;
  private final BodyBuffers buffers;
  private final Consumer<ByteBuffer> use;
  private final Consumer<Refusal> refuse;
  private long enough; // bytes for all there may be
  private ByteBuffer received;
  private XnioExecutor.Key timer;
  private long length;
  private boolean tooLarge;
  private boolean over;

  BodyReader(
      HttpServerExchange exchange,
      long most,
      BodyBuffers buffers,
      Consumer<ByteBuffer> use,
      Consumer<Refusal> refuse) {
    this.exchange = exchange;
    this.most = most;
    this.buffers = buffers;
    this.use = use;
    this.refuse = refuse;
  }

  /**
   * @throws Refusal when more is announced than there may be
   */
  void start() {
    long announced = announced();
    tooLarge = announced > most;
    if (tooLarge && (announced > MOST_DISCARDED || asksFirst())) {
      exchange.setPersistent(false);
      throw refusal();
    }
    // One byte more than announced, so that the end is seen without growing.
    enough = (announced < 0 ? most : Math.min(announced, most)) + 1;
    received = buffers.first(enough);
    exchange.addExchangeCompleteListener(
        (done, next) -> {
          buffers.giveBack(received);
          next.proceed();
        });
    StreamSourceChannel channel = exchange.getRequestChannel();
    if (channel == null) {
      finish();
      return;
    }
    channel.getReadSetter().set(this);
    if (!read(channel)) {
      timer = exchange.getIoThread().executeAfter(this::giveUp, PATIENCE_SECONDS, TimeUnit.SECONDS);
      channel.resumeReads();
    }
  }

  /** How many bytes there will be, -1 where that is not said. */
  private long announced() {
    String length = exchange.getRequestHeaders().getFirst(Headers.CONTENT_LENGTH);
    if (length == null) {
      return -1;
    }
    if (!DIGITS.matcher(length).matches()) {
      exchange.setPersistent(false);
      throw Refusal.badRequest("The Content-Length is no number of bytes");
    }
    return Long.parseLong(length);
  }

  @Override
  public void handleEvent(StreamSourceChannel channel) {
    read(channel);
  }

  /** Takes what is there; returns whether it was the last, or the request is over. */
  private boolean read(StreamSourceChannel channel) {
    try {
      while (!over) {
        makeRoom();
        int count = channel.read(received);
        if (count == 0) {
          return false;
        }
        if (count < 0) {
          finish();
        } else {
          count(count);
        }
      }
    } catch (Refusal e) {
      channel.suspendReads();
      exchange.setPersistent(false);
      refuse(e);
    } catch (IOException e) {
      drop();
    }
    return true;
  }

  private void count(int bytes) {
    length += bytes;
    tooLarge |= length > most;
    if (length > MOST_DISCARDED) {
      throw refusal();
    }
  }

  /** What is too large is read on to its end, since many clients listen only then. */
  private void makeRoom() {
    if (tooLarge) {
      received.clear();
    } else if (!received.hasRemaining()) {
      received = buffers.larger(received, enough);
    }
  }

  private void finish() {
    if (tooLarge) {
      refuse(refusal());
    } else {
      end();
      use.accept(received.flip().slice());
    }
  }

  private void refuse(Refusal refusal) {
    end();
    refuse.accept(refusal);
  }

  private void end() {
    over = true;
    if (timer != null) {
      timer.remove();
    }
  }

  private void giveUp() {
    if (!over) {
      drop();
    }
  }

  /** The client is gone, or as good as that. */
  private void drop() {
    end();
    IoUtils.safeClose(exchange.getConnection());
    exchange.endExchange();
  }

  /** Whether the client sends the body only if it is wanted. */
  private boolean asksFirst() {
    return exchange.getRequestHeaders().contains(Headers.EXPECT);
  }

  private Refusal refusal() {
    return new Refusal(Refusal.TOO_LARGE, "The body may have at most %,d bytes".formatted(most));
  }
}
