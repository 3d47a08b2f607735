"""Keras's ResNets: of 2015, with the stride in a block's first 1 x 1 convolution, and of 2016 (V2)."""

from __future__ import annotations

from xaiviewer.nets.keras_twins.steps import INPUT, Plan


def resnet(plan: Plan, blocks: tuple[int, ...]) -> str:
    """keras.applications.resnet: the last step's name."""
    before = plan.conv(plan.pad(INPUT, 3, "conv1_pad"), 64, 7, stride=2, name="conv1_conv")
    before = plan.relu(plan.norm(before, name="conv1_bn"), "conv1_relu")
    before = plan.pooled("max", plan.pad(before, 1, "pool1_pad"), 3, 2, name="pool1_pool")
    for stage, count in enumerate(blocks, start=2):
        for number in range(1, count + 1):
            stride = 2 if stage > 2 and number == 1 else 1
            before = _block(plan, before, 2 ** (stage + 4), stride, f"conv{stage}_block{number}", first=number == 1)
    return before


def _block(plan: Plan, before: str, filters: int, stride: int, name: str, *, first: bool) -> str:
    shortcut = before
    if first:
        shortcut = plan.conv(before, 4 * filters, 1, stride=stride, name=f"{name}_0_conv")
        shortcut = plan.norm(shortcut, name=f"{name}_0_bn")
    inner = plan.conv(before, filters, 1, stride=stride, name=f"{name}_1_conv")
    inner = plan.relu(plan.norm(inner, name=f"{name}_1_bn"), f"{name}_1_relu")
    inner = plan.conv(inner, filters, 3, padding="same", name=f"{name}_2_conv")
    inner = plan.relu(plan.norm(inner, name=f"{name}_2_bn"), f"{name}_2_relu")
    inner = plan.norm(plan.conv(inner, 4 * filters, 1, name=f"{name}_3_conv"), name=f"{name}_3_bn")
    return plan.relu(plan.joined("add", shortcut, inner, name=f"{name}_add"), f"{name}_out")


def resnet_v2(plan: Plan, blocks: tuple[int, ...]) -> str:
    """keras.applications.resnet_v2: the last step's name."""
    before = plan.conv(plan.pad(INPUT, 3, "conv1_pad"), 64, 7, stride=2, name="conv1_conv")
    before = plan.pooled("max", plan.pad(before, 1, "pool1_pad"), 3, 2, name="pool1_pool")
    for stage, count in enumerate(blocks, start=2):
        for number in range(1, count + 1):
            stride = 2 if stage < 5 and number == count else 1
            before = _block_v2(plan, before, 2 ** (stage + 4), stride, f"conv{stage}_block{number}", first=number == 1)
    return plan.relu(plan.norm(before, name="post_bn"), "post_relu")


def _block_v2(plan: Plan, before: str, filters: int, stride: int, name: str, *, first: bool) -> str:
    ready = plan.relu(plan.norm(before, name=f"{name}_preact_bn"), f"{name}_preact_relu")
    if first:
        shortcut = plan.conv(ready, 4 * filters, 1, stride=stride, name=f"{name}_0_conv")
    else:
        shortcut = plan.pooled("max", before, 1, stride) if stride > 1 else before
    inner = plan.conv(ready, filters, 1, bias=False, name=f"{name}_1_conv")
    inner = plan.relu(plan.norm(inner, name=f"{name}_1_bn"), f"{name}_1_relu")
    inner = plan.conv(plan.pad(inner, 1, f"{name}_2_pad"), filters, 3, stride=stride, bias=False, name=f"{name}_2_conv")
    inner = plan.relu(plan.norm(inner, name=f"{name}_2_bn"), f"{name}_2_relu")
    inner = plan.conv(inner, 4 * filters, 1, name=f"{name}_3_conv")
    return plan.joined("add", shortcut, inner, name=f"{name}_out")
