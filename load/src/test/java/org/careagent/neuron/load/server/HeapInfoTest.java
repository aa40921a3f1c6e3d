package org.careagent.neuron.load.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeapInfoTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    garbage-first heap   total reserved 262144K, committed 262144K, used 12322K [0x0, 0x1)|12322
                    ZHeap            used 30M, capacity 256M, max capacity 256M|30720
                    DefNew     total 78656K, used 28021K [0x0, 0x1)\\n eden space 69952K,  40% used [0x0)\\nTenured    total 174784K, used 1166K [0x0)|29187
                    Heap used 5K\\n Metaspace       used 3012K, committed 3200K\\n  class space    used 300K, committed 400K|5
                    """)
    void addsUpTheHeapAlone(String heapInfo, long kibibytes) {
        assertThat(HeapInfo.used(heapInfo.replace("\\n", "\n"))).isEqualTo(kibibytes << 10);
    }
}
