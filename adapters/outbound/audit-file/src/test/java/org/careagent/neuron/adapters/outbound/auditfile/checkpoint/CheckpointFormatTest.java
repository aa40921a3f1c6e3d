package org.careagent.neuron.adapters.outbound.auditfile.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.careagent.neuron.domain.identity.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

final class CheckpointFormatTest {
    /// The leaves and roots that the Certificate Transparency project tests with
    /// (github.com/google/certificate-transparency, `cpp/merkletree/merkle_tree_test.cc`).
    private static final List<String> LEAVES =
            List.of(
                    "",
                    "00",
                    "10",
                    "2021",
                    "3031",
                    "40414243",
                    "5051525354555657",
                    "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS =
            List.of(
                    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    /// The example of the Go project's note format (golang.org/x/mod/sumdb/note).
    private static final String GO_KEY =
            "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private static final String GO_NOTE =
            """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            \u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
            """;

    @Test
    void namesTheRootsOfTheTestTrees() {
        RightEdge edge = new RightEdge();
        for (int size = 0; size < LEAVES.size(); size++) {
            assertThat(hex(edge.root())).isEqualTo(ROOTS.get(size));
            edge.append(HexFormat.of().parseHex(LEAVES.get(size)));
        }
        assertThat(hex(edge.root())).isEqualTo(ROOTS.getLast());
    }

    /// RFC 6962, section 2.1, as it defines the root: recursively over all leaves.
    @Test
    void namesTheRootThatTheDefinitionGives() {
        Random random = new Random(5);
        List<byte[]> leaves = new ArrayList<>();
        RightEdge edge = new RightEdge();
        for (int size = 1; size <= 130; size++) {
            byte[] leaf = new byte[random.nextInt(40)];
            random.nextBytes(leaf);
            leaves.add(leaf);
            edge.append(leaf);
            edge = new RightEdge(edge.size(), edge.subtrees());
            assertThat(edge.root().toArray()).as("size %d", size).isEqualTo(definition(leaves));
        }
    }

    private static byte[] definition(List<byte[]> leaves) {
        var sha256 = Sha256.digest();
        if (leaves.size() == 1) {
            sha256.update((byte) 0);
            return sha256.digest(leaves.getFirst());
        }
        int half = Integer.highestOneBit(leaves.size() - 1);
        byte[] left = definition(leaves.subList(0, half));
        byte[] right = definition(leaves.subList(half, leaves.size()));
        sha256.update((byte) 1);
        sha256.update(left);
        return sha256.digest(right);
    }

    @Test
    void refusesWhatIsNoEdge() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RightEdge(3, List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RightEdge(1, List.of(Bytes.of(new byte[31]))));
    }

    @Test
    void verifiesANoteThatAnotherProgramSigned() {
        NoteKey key = goKey();
        SignedNote note = SignedNote.parse(GO_NOTE).orElseThrow();

        assertThat(key.idInHex()).isEqualTo("c74f20a3");
        assertThat(note.standing(List.of(key))).isEqualTo(SignedNote.Standing.HOLDS);
        assertThat(note.spelling()).isEqualTo(GO_NOTE);
        assertThat(note.standing(List.of())).isEqualTo(SignedNote.Standing.UNKNOWN);
        assertThat(
                        SignedNote.parse(GO_NOTE.replace("answer", "Answer"))
                                .orElseThrow()
                                .standing(List.of(key)))
                .isEqualTo(SignedNote.Standing.FORGED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text\n",
                "text\n\n",
                "text\n\n\u2014 name\n",
                "text\n\n- name AAAAAAA=\n",
                "text\n\n\u2014 name !!!!\n",
                "text\n\n\u2014 name AAAA\n",
                "text\n\n\u2014 name AAAAAAA="
            })
    void takesNothingElseForANote(String text) {
        assertThat(SignedNote.parse(text)).isEmpty();
    }

    @Test
    void spellsACheckpointAsTheSpecificationShowsIt() {
        String text =
                """
                example.com/behind-the-sofa
                20852163
                CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
                """;

        Checkpoint checkpoint = Checkpoint.parse(text).orElseThrow();

        assertThat(checkpoint.origin()).isEqualTo("example.com/behind-the-sofa");
        assertThat(checkpoint.size()).isEqualTo(20852163);
        assertThat(checkpoint.text()).isEqualTo(text);
        assertThat(Checkpoint.parse(text + "of another version\n")).contains(checkpoint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a\n1\n",
                "a\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "a\n-1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "a\n1\nAAAA\n",
                "a\n1\n!\n"
            })
    void takesNothingElseForACheckpoint(String text) {
        assertThat(Checkpoint.parse(text)).isEmpty();
    }

    private static NoteKey goKey() {
        byte[] key = Base64.getDecoder().decode(GO_KEY.substring(GO_KEY.lastIndexOf('+') + 1));
        return new NoteKey("PeterNeumann", Bytes.of(Arrays.copyOfRange(key, 1, key.length)));
    }

    private static String hex(Bytes bytes) {
        return HexFormat.of().formatHex(bytes.toArray());
    }

    @Test
    void tellsAKeyAsOtherVerifiersOfNotesDo() {
        // That of the checksum database of Go modules, as its client has it.
        String known = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
        byte[] kindAndKey =
                Base64.getDecoder().decode("Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8");
        Bytes key = Bytes.of(Arrays.copyOfRange(kindAndKey, 1, kindAndKey.length));

        assertThat(new NoteKey("sum.golang.org", key).verifierKey()).isEqualTo(known);
    }
}
