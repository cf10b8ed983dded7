from tests.stack import Stack
def test_smoke(stack: Stack) -> None:
    assert len(stack.trust.records("/users")) == 637
    assert 0 < len(stack.primary.records("/users")) < 300
    assert len(stack.stranger.records("/users")) == 85
