package org.careagent.neuron.adapters.outbound.auditfile.checkpoint;

import org.careagent.neuron.domain.identity.Bytes;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/// The right edge of a Merkle tree (RFC 6962, section 2.1): all that it takes to append leaves and
/// to name the root, at most 63 hashes. Used by one thread at a time.
///
/// It holds the roots of the full subtrees that the leaves make up, the largest first: one for each
/// bit of the size that is set.
public final class RightEdge {
    /// How many bytes a hash has.
    public static final int HASH_LENGTH = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final MessageDigest sha256 = Sha256.digest();
    private final List<byte[]> subtrees = new ArrayList<>();
    private long size;

    /// Of a tree without leaves.
    public RightEdge() {}

    /// As it was when it had this `size` and these [#subtrees].
    ///
    /// @throws IllegalArgumentException if that is no edge
    public RightEdge(long size, List<Bytes> subtrees) {
        if (size < 0
                || subtrees.size() != Long.bitCount(size)
                || subtrees.stream().anyMatch(hash -> hash.length() != HASH_LENGTH)) {
            throw new IllegalArgumentException("not the right edge of a tree of " + size);
        }
        this.size = size;
        subtrees.forEach(hash -> this.subtrees.add(hash.toArray()));
    }

    /// Appends a leaf.
    public void append(byte[] leaf) {
        sha256.update(LEAF);
        byte[] hash = sha256.digest(leaf);
        for (long rest = size; (rest & 1) == 1; rest >>= 1) {
            hash = node(subtrees.removeLast(), hash);
        }
        subtrees.addLast(hash);
        size++;
    }

    /// How many leaves there are.
    public long size() {
        return size;
    }

    /// The roots of the full subtrees, the largest first.
    public List<Bytes> subtrees() {
        return subtrees.stream().map(Bytes::of).toList();
    }

    /// The root of the tree: 32 bytes.
    public Bytes root() {
        if (size == 0) {
            return Bytes.of(sha256.digest());
        }
        byte[] root = subtrees.getLast();
        for (int i = subtrees.size() - 2; i >= 0; i--) {
            root = node(subtrees.get(i), root);
        }
        return Bytes.of(root);
    }

    private byte[] node(byte[] left, byte[] right) {
        sha256.update(NODE);
        sha256.update(left);
        return sha256.digest(right);
    }
}
