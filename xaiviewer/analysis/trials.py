"""The two networks at work on what was explained: does the marked place matter to them?"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from xaiviewer.analysis.analyser import Analyser
from xaiviewer.analysis.reliance import outlined_regions
from xaiviewer.analysis.unheard import never, unheard
from xaiviewer.case import Case
from xaiviewer.errors import UsageError
from xaiviewer.nets.inputs.filling import seen_region
from xaiviewer.requests import SliceResult, method_of
from xaiviewer.requests.faithfulness import REMOVALS, Beside, Faithfulness, FaithfulnessKey
from xaiviewer.requests.reliance import RegionTest
from xaiviewer.trust.faithfulness.mask_test import mask_test
from xaiviewer.trust.faithfulness.order import on_pixels
from xaiviewer.trust.faithfulness.removal import covering, flat
from xaiviewer.trust.faithfulness.study import SeenSlice, faithfulness


class Tester(Analyser):
    """An analyser that also says what its maps, and the outlined regions, are worth to the classifier.

    As with all that it says, it depends on the case, what is asked and the weights alone, to the bit.
    """

    def faithfulness(
        self,
        case: Case,
        key: FaithfulnessKey,
        values: NDArray[np.floating],
        *,
        beside: Beside | None = None,
        progress: Callable[[int, int], None] = unheard,
        cancelled: Callable[[], bool] = never,
    ) -> Iterator[Faithfulness]:
        """Take away first what a map of the classifier marks, and give it back; refined after every batch.

        Args:
            case: what was explained.
            key: which map it is, and how pixels are taken away.
            values: the map ``[row, column]`` on its own grid: the layer's cells, or the input's pixels.
            beside: what another map of the slice was held against, see `FaithfulnessKey.alike`; None to find it.
            progress: called with passes done and in all.
            cancelled: asked before each batch.

        Raises:
            Cancelled: when `cancelled` says so.
            UsageError: for a map of other weights or of the segmenter, a removal that there is not, or a slice without
                a picture.
        """
        if method_of(key.request.method).task != "classification":
            raise UsageError("What the segmenter's maps mark decides nothing; ask about a map of the classifier.")
        if key.request.network != self.description.identity.sha256:
            raise UsageError("This map is of other weights than those that are loaded; make it again.")
        if key.removal not in REMOVALS:
            raise UsageError(f"There is no removal “{key.removal}”; choose from {', '.join(REMOVALS)}.")
        seen = self.seen(case, [key.index])
        channels, image = seen.channels, seen.inputs[0]
        bright = image[channels.index(case.main_sequence)] if case.main_sequence in channels else None
        layer = None if key.layer is None else self.description.layers[key.layer]
        spread = on_pixels(np.asarray(values, dtype=np.float32), layer, self.network.size)
        return faithfulness(
            self.network,
            SeenSlice(image, seen.heads[0], bright),
            spread,
            key,
            beside=beside,
            progress=progress,
            cancelled=cancelled,
        )

    def try_region(
        self,
        case: Case,
        result: SliceResult,
        class_index: int,
        *,
        seed: int = 0,
        progress: Callable[[int, int], None] = unheard,
        cancelled: Callable[[], bool] = never,
    ) -> RegionTest | None:
        """The mask test of one slice: its outlined region filled in, or everything else; see `requests.MaskTest`.

        Other than with the reliance, the slices beside stay out of it: it is about the slice's own logits. Everything
        else becomes each sequence's mean over the head.

        Args:
            case: what was analysed.
            result: of the slice: its outline counts where the clinician drew none.
            class_index: the class whose probability is told.
            seed: of the places that the region is moved to.
            progress: called with passes done and in all.
            cancelled: asked before each batch.

        Returns:
            None where nothing is outlined, or the network sees nothing of it.

        Raises:
            Cancelled: when `cancelled` says so.
            UsageError: for a slice without a picture.
        """
        seen = self.seen(case, [result.index])
        outlined = outlined_regions(case, {result.index: result}).get(result.index)
        if outlined is None:
            return None
        whose, mask = outlined
        image, head, region = seen.inputs[0], seen.heads[0], seen_region(mask, self._prepare(case).seen.frame)
        if not region.any():
            return None
        found = mask_test(
            self.network,
            image,
            region,
            head,
            class_index,
            covering(image, flat(image, head)),
            seed=seed,
            progress=progress,
            cancelled=cancelled,
        )
        return RegionTest(result.index, class_index, whose, found)
