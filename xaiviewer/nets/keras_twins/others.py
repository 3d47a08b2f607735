"""Keras's VGGs, DenseNets and Inception."""

from __future__ import annotations

from functools import partial

from xaiviewer.nets.keras_twins.steps import INPUT, Plan


def vgg(plan: Plan, blocks: tuple[int, ...]) -> str:
    """keras.applications.vgg16 and vgg19: the last step's name."""
    before = INPUT
    for block, count in enumerate(blocks, start=1):
        for number in range(1, count + 1):
            filters, name = min(32 * 2**block, 512), f"block{block}_conv{number}"
            before = plan.conv(before, filters, 3, padding="same", activation="relu", name=name)
        before = plan.pooled("max", before, 2, 2, name=f"block{block}_pool")
    return before


_GROWTH = 32


def densenet(plan: Plan, blocks: tuple[int, ...]) -> str:
    """keras.applications.densenet: the last step's name."""
    before = plan.conv(plan.pad(INPUT, 3), 64, 7, stride=2, bias=False, name="conv1_conv")
    before = plan.relu(plan.norm(before, name="conv1_bn"), "conv1_relu")
    before, channels = plan.pooled("max", plan.pad(before, 1), 3, 2, name="pool1"), 64
    for stage, count in enumerate(blocks, start=2):
        for number in range(1, count + 1):
            before = _dense(plan, before, f"conv{stage}_block{number}")
        channels += count * _GROWTH
        if stage - 1 < len(blocks):
            name, channels = f"pool{stage}", channels // 2
            before = plan.relu(plan.norm(before, name=f"{name}_bn"), f"{name}_relu")
            before = plan.conv(before, channels, 1, bias=False, name=f"{name}_conv")
            before = plan.pooled("mean", before, 2, 2, name=f"{name}_pool")
    return plan.relu(plan.norm(before, name="bn"), "relu")


def _dense(plan: Plan, before: str, name: str) -> str:
    inner = plan.relu(plan.norm(before, name=f"{name}_0_bn"), f"{name}_0_relu")
    inner = plan.conv(inner, 4 * _GROWTH, 1, bias=False, name=f"{name}_1_conv")
    inner = plan.relu(plan.norm(inner, name=f"{name}_1_bn"), f"{name}_1_relu")
    inner = plan.conv(inner, _GROWTH, 3, padding="same", bias=False, name=f"{name}_2_conv")
    return plan.joined("concat", before, inner, name=f"{name}_concat")


def inception(plan: Plan) -> str:
    """keras.applications.inception_v3: the last step's name."""
    conv = partial(_conv, plan)
    before = conv(INPUT, (32, 3, 3), stride=2, padding="valid")
    before = conv(conv(before, (32, 3, 3), padding="valid"), (64, 3, 3))
    before = plan.pooled("max", before, 3, 2)
    before = conv(conv(before, (80, 1, 1), padding="valid"), (192, 3, 3), padding="valid")
    before = plan.pooled("max", before, 3, 2)
    for number, beside in enumerate((32, 64, 64)):
        before = plan.joined(
            "concat",
            conv(before, (64, 1, 1)),
            conv(before, (48, 1, 1), (64, 5, 5)),
            conv(before, (64, 1, 1), (96, 3, 3), (96, 3, 3)),
            conv(_mean(plan, before), (beside, 1, 1)),
            name=f"mixed{number}",
        )
    before = plan.joined(
        "concat",
        conv(before, (384, 3, 3), stride=2, padding="valid"),
        conv(conv(before, (64, 1, 1), (96, 3, 3)), (96, 3, 3), stride=2, padding="valid"),
        plan.pooled("max", before, 3, 2),
        name="mixed3",
    )
    for number, wide in enumerate((128, 160, 160, 192), start=4):
        before = plan.joined(
            "concat",
            conv(before, (192, 1, 1)),
            conv(before, (wide, 1, 1), (wide, 1, 7), (192, 7, 1)),
            conv(before, (wide, 1, 1), (wide, 7, 1), (wide, 1, 7), (wide, 7, 1), (192, 1, 7)),
            conv(_mean(plan, before), (192, 1, 1)),
            name=f"mixed{number}",
        )
    before = plan.joined(
        "concat",
        conv(conv(before, (192, 1, 1)), (320, 3, 3), stride=2, padding="valid"),
        conv(conv(before, (192, 1, 1), (192, 1, 7), (192, 7, 1)), (192, 3, 3), stride=2, padding="valid"),
        plan.pooled("max", before, 3, 2),
        name="mixed8",
    )
    for number in (9, 10):
        before = _last(plan, before, number)
    return before


def _last(plan: Plan, before: str, number: int) -> str:
    """The widest kind of block."""
    conv = partial(_conv, plan)
    first = conv(before, (320, 1, 1))
    inner = conv(before, (384, 1, 1))
    second = plan.joined("concat", conv(inner, (384, 1, 3)), conv(inner, (384, 3, 1)), name=f"mixed9_{number - 9}")
    inner = conv(before, (448, 1, 1), (384, 3, 3))
    third = plan.joined("concat", conv(inner, (384, 1, 3)), conv(inner, (384, 3, 1)))
    fourth = conv(_mean(plan, before), (192, 1, 1))
    return plan.joined("concat", first, second, third, fourth, name=f"mixed{number}")


def _conv(plan: Plan, before: str, *shapes: tuple[int, int, int], stride: int = 1, padding: str = "same") -> str:
    """Convolutions of so many filters, rows and columns, each with its normalisation and activation."""
    for filters, rows, columns in shapes:
        before = plan.conv(before, filters, (rows, columns), stride=stride, padding=padding, bias=False)
        before = plan.relu(plan.norm(before, epsilon=1e-3, gamma=False))
    return before


def _mean(plan: Plan, before: str) -> str:
    return plan.pooled("mean", before, 3, 1, padding="same")
