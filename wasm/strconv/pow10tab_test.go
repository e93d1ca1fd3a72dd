package strconv

import (
	"math/big"
	"testing"
)

func TestPowersOfTen(t *testing.T) {
	for i, got := range pow10Tab {
		e := int64(i + pow10Min)
		power := new(big.Int).Exp(big.NewInt(10), big.NewInt(max(e, -e)), nil)
		if e < 0 { // as an integer that has more bits than are asked for
			power.Quo(new(big.Int).Lsh(big.NewInt(1), 2000), power)
		}
		power.Lsh(power, 128)
		power.Rsh(power, uint(power.BitLen()-128))
		want := uint128{new(big.Int).Rsh(power, 64).Uint64(), power.Uint64()}
		if got != want {
			t.Errorf("10^%d: %x, want %x", e, got, want)
		}
	}
}
