package playground

// korean is the page in the words of a Korean textbook.
const koreanTexts = `
title: RNN 놀이터
tagline: 순환 신경망의 은닉 상태가 시점마다 어떻게 만들어지는지 숫자 하나까지 봅니다
description: 순환 신경망(RNN)의 은닉 상태를 브라우저에서 직접 계산합니다. 시드가 같으면 NumPy와 숫자가 끝자리까지 같습니다.
language: English

link.copy: 링크 복사
embed: 수업 자료에 넣기
embed.playground: 놀이터에서 열기
embed.locked: 이 자료에서는 고정되어 있어 바꿀 수 없는 값입니다.
embed.about: 지금 화면을 수업 자료나 슬라이드에 그대로 넣습니다. 보여 줄 것과 고정할 값을 고르고, 코드를 복사해 붙여 넣으세요.
embed.show: 보여 줄 것
embed.set: 바꿀 수 있게 할 것
embed.lock: 고정할 값
embed.height: 높이, 픽셀
embed.theme: 색
embed.theme.auto: 보는 사람의 설정대로
embed.theme.light: 밝게
embed.theme.dark: 어둡게
embed.origin: 메시지를 주고받을 페이지의 주소
embed.origin.error: http나 https로 시작하고 경로가 없는 주소만 쓸 수 있습니다.
embed.as: 넣는 방법
embed.element: 사용자 지정 요소
embed.preview: 미리 보기
embed.code: 붙여 넣을 코드
piece.equation: 식
piece.inputs: 입력 x
piece.sums: 합 a, 게이트
piece.heatmap: 은닉 상태 h
piece.lines: 유닛마다 선
piece.player: 재생
piece.controls: 모든 설정
piece.edits: 손으로 바꾼 값
piece.weights: 가중치
piece.numbers: 모든 수
piece.view: 순방향, 역방향
link.used.noorigin: 메시지를 받지 않음
link.used.nonames: 고정한 값 없음
projector: 발표 화면
unfold: 설정

tour.start: 둘러보기
tour.next: 다음
tour.back: 이전
tour.end: 마치기
tour.place: {0} / {1}
tour.offer.play: 재생하기
tour.offer.pytorch: PyTorch의 가중치로 바꾸기
tour.zero: 첫 시점 전: 초기 은닉 상태
tour.zero.text: RNN은 입력을 한 시점씩 읽으며 은닉 상태를 다음 시점으로 넘깁니다. 초기 은닉 상태 h₀는 0이 {0}개인 벡터이고, 아직 기억하는 것이 없습니다. t = 1이면 식의 h<sub>t−1</sub>이 h₀이므로 h₁은 x₁과 b만으로 정해집니다.
tour.zero.set: RNN은 입력을 한 시점씩 읽으며 은닉 상태를 다음 시점으로 넘깁니다. 초기 은닉 상태는 보통 0이지만, 여기서는 h₀가 0이 아닙니다. 그래서 아무것도 읽기 전에 이미 기억이 있습니다.
tour.shapes: 크기가 뜻하는 것
tour.shapes.text: 한 시점마다 수 {0}개(x<sub>t</sub>)를 읽고, 수 {1}개(h<sub>t</sub>)를 남깁니다. Wx는 입력에서 합 {1}개를, Wh는 앞 시점의 상태에서 합 {1}개를 만들고, b가 하나씩 더해집니다. 이 매개변수 {2}개를 모든 시점이 똑같이 씁니다.
tour.step: 한 시점을 손으로 계산하면
tour.step.text: h₁[0]을 계산해 봅니다. h₀가 0이므로 Wh h₀는 보태는 것이 없습니다. Wx와 x₁의 곱 {0}개를 더하면 {1}, 여기에 b[0]({2})을 더하면 a = {3}입니다. tanh를 거치면 {4}, 이것이 h₁[0]이고 다른 상태도 모두 이렇게 만들어집니다.
tour.step.set: h₁[0]을 계산해 봅니다. Wx와 x₁의 곱 {0}개를 더하면 {1}, Wh와 h₀의 곱을 더하면 {5}, 여기에 b[0]({2})을 더하면 a = {3}입니다. tanh를 거치면 {4}, 이것이 h₁[0]이고 다른 상태도 모두 이렇게 만들어집니다.
tour.steps: T = {0}: 같은 계산을 되풀이합니다
tour.steps.text: h₁이 2번째 시점에 들어가고, 이것이 t = {0}까지 이어집니다. 열 하나가 시점 하나, 행 하나가 유닛 하나이고 가중치는 바뀌지 않습니다. h[0]은 첫 시점 뒤에 {1}, 마지막 시점 뒤에 {2}입니다.
tour.steps.one: 지금은 시점이 하나뿐이어서 넘겨줄 상태가 없습니다. T = 10이면 여기에 열이 열 개 생기고, 상태가 다음 시점으로 넘어갑니다.
tour.saturation: 왜 포화될까
tour.saturation.most: 상태 {1}개 중 {0}개가 0.99를 넘었습니다. 합이 너무 큽니다. |a|의 평균이 {2}인데, 2.65를 넘으면 tanh는 더 올라갈 곳이 없습니다. 기울기의 평균은 {3}이고, 입력이 바뀌어도 이만큼만 전해집니다.
tour.saturation.some: 상태 {1}개 중 {0}개가 0.99를 넘었습니다. 합의 크기가 2.65를 넘어 tanh가 평평한 곳에 있습니다. 나머지는 아직 움직입니다. |a|의 평균은 {2}, 기울기의 평균은 {3}이고, 입력이 바뀌면 이만큼 전해집니다.
tour.saturation.none: 상태 {1}개 중 0.99를 넘은 것이 {0}개이니 포화된 것이 없습니다. |a|의 평균은 {2}, 기울기의 평균은 {3}이고, 입력이 바뀌면 이만큼 전해집니다.
tour.saturation.positive: x와 Wx, Wh, b에 음수가 없어 항끼리 서로 지우지 못하기 때문입니다.
tour.change: 무엇을 바꾸면 될까
tour.change.text: 가중치가 작고 부호가 섞여 있으면 합이 커지지 않습니다. PyTorch는 가중치를 −1/√H와 1/√H 사이, 여기서는 ±{0} 안에서 뽑습니다. 시드가 같으면 입력도 같으니, 색과 기울기가 어떻게 달라지는지만 보면 됩니다.
tour.change.done: 지금은 PyTorch의 가중치입니다. 상태 {1}개 중 {0}개가 0.99를 넘고, 기울기의 평균은 {2}입니다. 이제 시드와 크기, 들어오는 것을 직접 바꾸어 보세요.
tour.change.compared: PyTorch의 가중치로는 상태 {1}개 중 {0}개가 0.99를 넘고, 기울기의 평균은 {2}입니다. 시드가 같은 튜토리얼의 가중치로는 {3}개가 넘었고, 기울기의 평균은 {4}이었습니다. 이제 시드와 크기, 들어오는 것을 직접 바꾸어 보세요.
tour.gradient: 기울기는 왜 사라질까
tour.gradient.text: 신경망이 배우려면 끝이 처음에 어떻게 달려 있는지 알아야 합니다. ∂L/∂h는 시점을 하나씩 거슬러 가면서 매번 Wh와 tanh의 기울기에 곱해집니다. 여기서는 t = {0}에서 t = 1까지 가는 동안 {1}배가 됩니다. 첫 시점에서 배울 거리는 그만큼만 남습니다.
tour.gradient.plain: 신경망이 배우려면 끝이 처음에 어떻게 달려 있는지 알아야 합니다. ∂L/∂h는 시점을 하나씩 거슬러 가면서 매번 Wh와 tanh의 기울기에 곱해집니다. 곱하는 값이 1보다 작으면 사라지고, 1보다 크면 폭발합니다.
tour.gates: RNN에서 LSTM으로
tour.gates.text: RNN이 숫자를 한 줄 계산할 때 LSTM은 저마다 다른 가중치로 네 줄을 계산합니다. 매개변수도 {1}개가 아니라 {0}개입니다. g는 들어올 수 있는 값, i는 그중 들어오는 비율, f는 전에 있던 것이 남는 비율, o는 내보이는 비율입니다: h = o · tanh(c). i, f, o는 0과 1 사이라서 밸브처럼 일합니다.
tour.carried: 셀 상태가 지키는 것
tour.carried.text: c = f · c + i · g. c는 다음 시점으로 갈 때 f만 만나고, 행렬도 tanh도 지나지 않습니다. f가 1에 가까우면 c가 남고 그 기울기도 남습니다. 여기서 f는 평균 {0}이고, 점선으로 그린 ∂L/∂c는 거슬러 가는 동안 {1}배가 됩니다. RNN의 ∂L/∂h는 {2}배입니다. Keras는 편향 1로 f를 열어 둔 채 시작합니다. Keras의 가중치를 골라 견주어 보세요.
tour.carried.plain: c = f · c + i · g. c는 다음 시점으로 갈 때 f만 만나고, 행렬도 tanh도 지나지 않습니다. f가 1에 가까우면 c가 남고, 점선으로 그린 그 기울기도 남습니다. Keras는 편향 1로 f를 열어 둔 채 시작합니다. Keras의 가중치를 골라 견주어 보세요.

help.title: 키보드와 마우스
help.pictures: 그림에서
help.pictures.step: 한 시점씩 움직입니다
help.pictures.unit: 한 유닛씩 움직입니다
help.pictures.far: 열 시점씩 움직입니다
help.pictures.ends: 첫 시점, 마지막 시점으로 갑니다
help.pictures.keep: 보고 있는 칸을 붙잡습니다
help.pictures.free: 칸을 놓고 재생을 멈춥니다
help.pictures.play: 재생하거나 멈춥니다
help.pointer: 마우스나 손가락으로
help.point: 가리키기
help.click: 누르기
help.drag: 옆으로 끌기
help.pointer.look: 가리킨 숫자를 펼쳐 봅니다
help.pointer.keep: 그림이나 표의 칸을 붙잡습니다
help.pointer.along: 시점을 따라 움직입니다. 가중치 같은 값 위에서는 그 값을 줄이거나 늘립니다
help.values: x, Wx, Wh, b, h₀의 값에서
help.values.edit: 값을 새로 적습니다
help.values.nudge: 0.01씩 늘리거나 줄입니다
help.values.coarse: 화살표와 함께: 0.1씩
help.values.fine: 화살표와 함께: 0.001씩
help.values.undo: 되돌립니다
help.values.redo: 되돌린 것을 다시 합니다
help.anywhere: 어디서나
help.anywhere.next: 다음 칸이나 버튼으로 갑니다
help.anywhere.projector: 발표 화면을 켜거나 끕니다
help.anywhere.help: 이 도움말을 엽니다
help.single.keys: p와 ?를 다른 키 없이 쓰기
help.single: 인터넷 없이 여는 파일 하나로 내려받기
help.licences: 라이선스

sizes: 크기
draw: 값 뽑기
name.timesteps: 시점의 수 T
name.input-size: 입력의 차원 I
name.hidden-size: 은닉 상태 크기 H
name.seed: 시드
name.num-layers: 층 수
name.batch: 배치
name.t: 시점 t
exact: 숫자로 입력
dice: 새 시드
reset: 튜토리얼 값으로

weights: 가중치 Wx, Wh, b
weights.try.pytorch: PyTorch의 가중치로 보기
weights.try.tutorial: 튜토리얼의 가중치로 보기
link.used.tutorial: 튜토리얼의 가중치

inspector: 이 숫자는 어디서 왔나
inspector.terms: 이 항들의 합:
inspector.rest: 나머지 {0}개
inspector.factors: W × 값
inspector.gated: 게이트 × 값
inspector.product: = 곱
inspector.all: 모두
inspector.open: {0} 열어 보기
inspector.sum: 합
inspector.curve: {0} 곡선 위에 찍은 이 합과 그 점의 접선
inspector.slope: 기울기
inspector.order: 항
terms.given: 차례대로
terms.size: 큰 것부터
terms.digits: 모든 자릿수
terms.all: 모든 항
link.used.given: 차례대로
saturation: 포화

equation.label: h t는 tanh(Wx 곱하기 x t, 더하기 Wh 곱하기 h t 빼기 1, 더하기 b)
equation.label.RNN_RELU: h t는 relu 괄호 Wx 곱하기 x t 더하기 Wh 곱하기 h t 빼기 1 더하기 b
equation.label.LSTM: i, f, o는 시그마, g는 tanh 괄호 Wx 곱하기 x t 더하기 Wh 곱하기 h t 빼기 1 더하기 b. c t는 f 곱하기 c t 빼기 1 더하기 i 곱하기 g. h t는 o 곱하기 tanh c t
equation.label.GRU: r과 z는 시그마 괄호 Wx 곱하기 x t 더하기 Wh 곱하기 h t 빼기 1 더하기 b. n은 tanh 괄호 Wx 곱하기 x t 더하기 b 더하기 r 곱하기 Wh 곱하기 h t 빼기 1. h t는 1 빼기 z 곱하기 n 더하기 z 곱하기 h t 빼기 1
parameters: 가중치 {0}개
network: 층
cell: 셀
cell.RNN_TANH: RNN, tanh
cell.RNN_RELU: RNN, relu
cell.LSTM: LSTM
cell.GRU: GRU
bidirectional: 양방향
part: 보기
part.label: 보여 줄 층과 방향
sequence: 배치의 시퀀스
equation.step: h {0}의 값은 tanh(Wx 곱하기 x {0}, 더하기 Wh 곱하기 h {1}, 더하기 b)
legend.x: 입력
legend.h: 은닉 상태
legend.b: 편향
legend.W: 가중치

picture: 시점에 따라
plots.label: 시점에 따른 입력과 합, 은닉 상태. 화살표 키로 시점과 유닛을 고르고, Enter로 붙잡고, Esc로 놓습니다
inputs.label: 입력 x의 색 지도. 가로는 시점
sums.label.gates: 게이트와 LSTM c의 색 지도. 저마다 띠 하나, 가로는 시점, 세로는 유닛
heatmap.label.stack: 모든 은닉 상태의 색 지도. 층과 방향마다 띠 하나, 가로는 시점, 세로는 유닛
inputs.label.states: 이 층에 들어오는 아래층 상태의 색 지도. 가로는 시점
label.backward: 값 자리에 놓은 L의 기울기: {0}
sums.label: tanh를 거치기 전 합 a의 색 지도. 가로는 시점, 세로는 유닛
now: 시점 {0} / {1}
play: 재생
pause: 멈춤
back: 한 시점 뒤로
forward: 한 시점 앞으로
heatmap.label: 모든 은닉 상태의 색 지도. 가로는 시점, 세로는 유닛
lines.label: 유닛마다 시점에 따라 그린 선. 가로는 시점, 세로는 은닉 상태의 값
axis.time: 시점 t
scale.label: 색 척도: −1은 파랑, 0은 바탕에 가까운 색, 1은 빨강

speed: 빠르기
drawing: 신경망을 그리는 방법
drawing.unrolled: 펼쳐 보기
drawing.folded: 접어 보기
cell.label: 시점 {0}에서 접어 그린 신경망. 유닛 {1}의 값이 적혀 있습니다
cell.delay: 한 시점 뒤
cell.more: 외 {0}개

lines.each: 선 {0}개: 유닛마다 하나
lines.bands: 유닛 {0}개를 모은 띠: 옅은 띠는 최소–최대, 짙은 띠는 가운데 50 %, 선은 중앙값
heatmap.steps: 한 칸에 시점 {0}개까지 모음: 위는 최댓값, 아래는 최솟값
heatmap.units: 한 칸에 유닛 {0}개까지 모음: 위는 최댓값, 아래는 최솟값
heatmap.blocks: 한 칸에 시점 {0}개 × 유닛 {1}개까지 모음: 위는 최댓값, 아래는 최솟값

panels: 숫자로 보기
panel.table: 표
panel.weights: 가중치
panel.memory: 기억
panel.cells: LSTM · GRU
panel.code: 코드
panel.printout: NumPy 출력
table.caption: 모든 은닉 상태: 행은 시점 t, 열은 유닛
handout.part: h: 시점 {0}–{1} (모두 {2}개), 유닛 {3}–{4} (모두 {5}개)
table.scroll: 은닉 상태 표, 화살표 키로 움직입니다
find: 시점으로 가기
printout.label: 튜토리얼 프로그램의 출력
copy: 출력 복사
copied: 복사했습니다
copy.failed: 복사하지 못했습니다. 글자를 골라 직접 복사해 주세요.
copy.code: 코드 복사

listing.language: 프로그램의 언어
listing.label: 화면의 값을 그대로 계산하는 프로그램
listing.drawn: 쓰지 않아도 뽑습니다. 그래야 뒤에 뽑는 값이 그대로입니다
listing.edited: 손으로 바꾼 값: {0}
listing.bias: nn.$class에는 편향이 둘입니다
listing.transposed: Keras는 x W로 계산하므로 전치합니다
listing.order: Keras의 GRU는 게이트 순서가 z, r, h이고 편향이 둘입니다
listing.sequence: 시퀀스끼리는 서로 섞이지 않습니다
listing.both: 층마다 정방향 다음에 역방향입니다
listing.above: $layers개 층 가운데 $shown층입니다. 위의 층은 이 값을 바꾸지 않습니다
listing.through: 시간을 거슬러 갑니다
listing.gradients: 기울기는 PyTorch 프로그램에서 계산합니다

announce.done: 계산했습니다: 시점 {0}개, 은닉 상태 크기 {1}, 시드 {2}.
progress.run: 계산하는 중
progress.coming: 값을 가져오는 중. 곧 들여다볼 수 있습니다
cancel: 취소
cancelled: 계산을 멈췄습니다. 앞의 결과가 그대로 있습니다.
close: 닫기

error.missing: {0}: {1}부터 {2}까지의 정수를 넣어 주세요.
error.range: {0}: {1}부터 {2}까지의 정수만 쓸 수 있습니다. 넣은 값은 {3}입니다.
error.total: 이 크기에서는 값이 모두 {0}개입니다. {1}개까지 계산할 수 있으니 크기 하나를 줄여 주세요.
error.memory: 이 계산에는 {0} MB가 필요한데 브라우저에 그만한 메모리가 없습니다. 크기를 줄이거나 다른 탭을 닫아 주세요.
error.other: 뜻밖의 문제가 생겼습니다. 페이지는 그대로 쓸 수 있습니다. ({0})
link.corrected: 링크에 적힌 값을 쓸 수 없어 바꾸었습니다: {0}={1} → {2}
link.default: 튜토리얼의 크기로 엽니다.
link.used.notheme: 브라우저 설정대로
link.used.nolang: 브라우저 언어
link.used.noedits: 손으로 바꾼 값 없음
link.used.none: 표시 없음
link.used.nocompare: 비교 없음
link.used.nomode: 보통 화면
link.used.notour: 둘러보기 없음
link.used.table: 표
noscript: 아래는 튜토리얼의 결과입니다. 값을 바꾸려면 자바스크립트를 켜 주세요.
boot.loading: 계산기를 내려받는 중
boot.starting: 계산기를 켜는 중
boot.retry: 다시 시도
boot.stays: 아래 튜토리얼의 결과는 그대로 볼 수 있습니다.
boot.unsupported: 이 브라우저에는 WebAssembly가 없어 값을 바꿀 수 없습니다. 새 브라우저에서 열어 주세요.
boot.missing: 계산 프로그램 파일을 찾지 못했습니다({0}). 서버에 파일이 빠졌을 수 있습니다.
boot.type: 계산 프로그램 대신 다른 것이 왔습니다({0}). 서버 설정을 확인해 주세요.
boot.broken: 내려받기가 {0}에서 끊겼습니다. 연결을 확인하고 다시 시도해 주세요.
boot.network: 서버에 닿지 못했습니다. 연결을 확인하고 다시 시도해 주세요.
boot.memory: 메모리가 모자라 계산 프로그램을 켜지 못했습니다. 다른 탭을 닫고 다시 시도해 주세요.
boot.other: 계산 프로그램을 켜지 못했습니다({0}).
boot.restarted: 계산 프로그램이 멈춰 다시 켰습니다. 보던 값은 그대로입니다.
boot.outgrown: 브라우저에 이렇게 큰 계산을 할 메모리가 없습니다. 앞의 결과로 계산 프로그램을 다시 켰습니다.
boot.gaveup: 계산 프로그램이 거듭 멈췄습니다. 마지막 결과는 그대로 볼 수 있습니다.
boot.newer: 새 버전이 나왔습니다. 보던 값은 그대로 남습니다.
boot.renew: 새 버전으로 열기

name.gain: 배율
name.gain.normal: 배율 g
name.gain.identity: 배율 g
name.gain.radius: 스펙트럼 반지름 ρ
name.bias-value: b의 값
name.level: 입력의 크기
name.text: 문장

weights.tutorial: 튜토리얼: U[0, 1)
weights.pytorch: PyTorch: U(±1/√H)
weights.keras: Keras: Glorot, 직교
weights.normal: 정규분포: g · N(0, 1/n)
weights.identity: 항등 행렬: Wh = g · 1
weights.radius: 스펙트럼 반지름 ρ
weights.short.tutorial: 튜토리얼
weights.short.pytorch: PyTorch
weights.short.keras: Keras
weights.short.normal: 정규분포
weights.short.identity: 항등 행렬
weights.short.radius: 반지름 ρ
weights.note.tutorial: Wx와 Wh, b를 모두 np.random.random으로 뽑습니다. 모두 양수입니다.
weights.note.pytorch: Wx와 Wh, b를 PyTorch의 nn.RNN처럼 np.random.uniform으로 −1/√H와 1/√H 사이에서 뽑습니다.
weights.note.keras: Keras처럼 Wx는 ±√(6/(I+행수)) 안의 균등분포, Wh는 무작위 회전(직교 행렬), b는 0입니다(LSTM의 망각 게이트만 1).
weights.note.normal: Wx는 표준편차 g/√I, Wh와 b는 g/√H인 정규분포에서 뽑습니다.
weights.note.identity: Wh가 상태를 g배 하여 그대로 넘깁니다. Wx는 표준편차 1/√I인 정규분포, b는 0입니다.
weights.note.radius: 모두 ±1 안의 균등분포에서 뽑고, 가장 큰 고윳값의 크기가 ρ가 되도록 Wh를 맞춥니다.
weights.note.bias: 다만 b는 모든 유닛에서 {0}입니다.

bias: 편향 b
bias.same: 가중치처럼 뽑기
bias.zero: 0
bias.constant: 모든 유닛에 같은 값

inputs: 들어오는 것: x
inputs.random: 튜토리얼: U[0, 1)
inputs.impulse: t = 1에서 한 번
inputs.step: 중간부터 계속
inputs.sine: 사인, 주기 10
inputs.constant: 늘 같은 값
inputs.characters: 문장, 글자마다
inputs.words: 문장, 낱말마다
inputs.note.random: np.random.random으로 뽑은 0과 1 사이의 수입니다.
inputs.note.impulse: 한 번 들어오고 끝입니다. 그 뒤에 남는 것이 기억입니다.
inputs.note.step: 앞의 절반은 0이고, 그 뒤로는 같은 값이 계속 들어옵니다.
inputs.note.sine: 시점 10개가 한 주기인 물결입니다. 입력마다 조금씩 밀려 있습니다.
inputs.note.constant: 모든 시점에 같은 값이 들어옵니다.
inputs.note.characters: T는 글자의 수({0}), I는 서로 다른 글자의 수({1})입니다. 글자마다 자기 행만 1이고 나머지는 0입니다.
inputs.note.words: T는 낱말의 수({0})입니다. 낱말마다 크기 I인 무작위 벡터가 있고, 같은 낱말은 어디서나 같은 벡터입니다.
text.default: 안녕하세요, RNN

error.number.missing: {0}: {1}부터 {2}까지의 수를 넣어 주세요.
error.number.range: {0}: {1}부터 {2}까지의 수만 쓸 수 있습니다. 넣은 값은 {3}입니다.
error.decomposed: ‘{0}’은(는) 은닉 상태 크기 {1}까지만 뽑을 수 있습니다. 계산량이 크기의 세제곱으로 늘기 때문입니다.
error.edits: 손으로 바꾼 값은 {0}개까지 둘 수 있습니다. 그보다 많으면 링크에 담기지 않습니다.

matrices.label: 가중치 Wx와 Wh, 편향 b, 초기 은닉 상태. 행 j가 유닛 j를 만듭니다. 화살표 키로 값을 고르고, Enter나 숫자 키로 고치고, 더하기와 빼기로 0.01씩 바꾸고, Delete로 시드의 값으로 되돌립니다
matrices.hint: 행 j가 유닛 j를 만듭니다. 값을 끌거나 두 번 눌러 바꿉니다.
matrices.weight: {0} = {1} · {2}에 곱해 {3}에 더합니다
matrices.bias: {0} = {1} · 모든 시점의 {2}에 더합니다
matrices.initial: {0} = {1} · 첫 시점 전 유닛 {2}의 기억
edit.open: 고치기
edit.less: 0.01 줄이기
edit.more: 0.01 늘리기
edit.drawn: 시드의 값은 {0}
edit.unset: 처음 값으로
edit.count: 손으로 바꾼 값 {0}개
edit.undo: 되돌리기
edit.redo: 다시 하기
edit.reset: 모두 처음 값으로

compare: A | B
compare.weights: B는
compare.note: A: {0} · B: {1} · 같은 시드, 같은 입력
compare.summary: B({0}): 상태 {1}개 중 {2}개({3} %)가 0.99를 넘고, 기울기의 평균은 {4}입니다.
compare.lines: 주황: A({0}), 보라: B({1}). 고른 유닛을 굵게 그립니다
other.label: B의 은닉 상태의 색 지도
difference.label: B에서 A를 뺀 차이의 색 지도
colors: h의 색
colors.value: h, −1 … 1
colors.log: 1 − |h|, 로그
influence.zero: 시점 {1}부터 ‖∂h{0}/∂h₀‖가 정확히 0입니다. h₀가 조금 바뀌어도 아무것도 전해지지 않습니다.
influence.vanishing: 기울기 소실: ‖∂h{0}/∂h₀‖ = {1}, 처음의 {2}에서 시점마다 평균 {3}배가 됩니다. 시점 {4}부터는 1 %도 남지 않습니다.
influence.exploding: 기울기 폭발: ‖∂h{0}/∂h₀‖ = {1}, 처음의 {2}에서 시점마다 평균 {3}배가 됩니다. h₀의 작은 변화가 {4}배로 커집니다.
influence.kept: ‖∂h{0}/∂h₀‖ = {1}, 처음의 {2}에서 시점마다 평균 {3}배가 됩니다. h₀가 바뀐 크기의 {4} %가 남습니다.
influence.rows: 한 행은 시점 s {0}개
influence.columns: 한 열은 시점 t {0}개
influence.blocks: 한 행은 시점 s {0}개, 한 열은 시점 t {1}개
influence.toolarge: T = {0}, H = {1}이면 곱할 행렬이 너무 많아 이 그림을 그리지 않습니다. 이 H에서는 T를 {2}까지, 이 T에서는 H를 {3}까지 그릴 수 있습니다.

seen.only: 하나뿐인 상태는 {0}입니다.
seen.only.zero: 하나뿐인 상태는 정확히 0입니다.
seen.only.high: 하나뿐인 상태가 1에 붙어 있습니다(h > 0.99).
seen.only.low: 하나뿐인 상태가 −1에 붙어 있습니다(h < −0.99).
seen.zero: 상태 {0}개 중 |h| > 0.99인 것이 없습니다. h가 모두 정확히 0입니다.
seen.small: 상태 {0}개 중 |h| > 0.99인 것이 없습니다. |h|는 커도 {1}입니다.
seen.beyond: 1을 넘어 시작한 GRU는 z가 허락하는 만큼씩 돌아옵니다. h는 {0}에서 {1} 사이에 있습니다.
seen.range: 상태 {0}개 중 |h| > 0.99인 것이 없습니다. h는 {1}에서 {2} 사이에 있습니다.
seen.all.high: 상태 {0}개가 모두 1에 붙어 있습니다(h > 0.99).
seen.all.low: 상태 {0}개가 모두 −1에 붙어 있습니다(h < −0.99).
seen.all.both: 상태 {0}개가 모두 끝에 붙어 있습니다(|h| > 0.99). 1에 {1}개, −1에 {2}개입니다.
seen.some.high: 상태 {0}개 중 {1}개({2} %)가 1에 붙어 있습니다(h > 0.99){3}.
seen.some.low: 상태 {0}개 중 {1}개({2} %)가 −1에 붙어 있습니다(h < −0.99){3}.
seen.some.both: 상태 {0}개 중 {1}개({2} %)가 끝에 붙어 있습니다(|h| > 0.99). 1에 {3}개, −1에 {4}개입니다{5}.
seen.which.from: . 시점 {0}부터는 모든 유닛이 그렇습니다
seen.which.unit: . 유닛 {0}에서는 모든 시점에 그렇습니다
seen.which.units: . 유닛 {0}에서는 모든 시점에 그렇습니다
seen.which.count: . 유닛 {1}개 중 {0}개는 모든 시점에 그렇습니다
seen.which.often: . 가장 잦은 것은 유닛 {0}, 시점 {2}개 중 {1}개에서 그렇습니다
seen.cycle: 시점 {0}부터 h가 시점 {1}개마다 되풀이됩니다(차이 {2} 이하).
seen.fade: h는 점점 사그라집니다. 시점 {1}에서 |h|가 {0}이지만 시점 {3}부터는 {2} 이하입니다.
seen.still: 시점 {0}부터 h가 마지막 자릿수까지 그대로입니다.
seen.jumps: 그래도 한 시점 만에 한쪽 끝에서 다른 쪽 끝으로 모두 {0}번 건너뜁니다.
seen.flat: a가 바뀌어도 h는 평균 그 {0}만큼만 바뀝니다.
gradient.words: L = {0} = {1}에서 거꾸로 갑니다.
gradient.toolarge: 시간을 거슬러 가려면 수가 그만큼 더 필요합니다. {0}개는 이 페이지에 너무 많고 {1}개까지 됩니다. 크기 하나를 줄이세요.
drawing.backward: ← ∂L
drawing.backward.label: 역방향: L이 각 수에 얼마나 달려 있는지
target.label: 거슬러 갈 수 L
target.state: L: 고른 h
target.last: L: 마지막 h의 합
target.pattern: L: 사인과의 차이
seen.dead: 은닉 상태 {1}개 중 {0}개({2} %)가 정확히 0이고, 나머지는 a의 변화를 그대로 전합니다.
seen.blown: 가장 큰 h는 t = {1}의 {0}입니다.
seen.lstm: 망각 게이트 f는 평균 {0}: 한 시점이 c를 그만큼 간직합니다.
seen.gru: 업데이트 게이트 z는 평균 {0}: 한 시점이 h를 그만큼 그대로 간직합니다.
seen.slope: a가 바뀌면 h는 평균 그 {0}만큼 바뀝니다.
seen.settled: 시점 {0}부터 모든 유닛이 마지막 값에서 {1} 넘게 벗어나지 않습니다.
seen.line: 0 가까이에서 tanh는 거의 직선이어서 h와 a의 차이가 {0} %를 넘지 않습니다.
seen.moves: 가장 크게 움직이는 유닛은 {0}, {1}에서 {2} 사이를 오갑니다.

influence.label: 시점 s(위에서 아래로)에서 생긴 변화가 시점 t(오른쪽으로)에 얼마나 닿는지 로그 척도의 색으로. 화살표 키로 t와 s를 고르고, Esc로 놓습니다
influence.running: 행렬을 곱하는 중 …
influence.at: {0} = {1}
influence.future: h{0}은(는) h{1} 때 아직 없습니다
cells.label: 게이트를 볼 셀
cells.gradient.label: 시점마다 기울기 ∂L/∂h의 크기를 로그 척도로: 셀마다 선 하나
cells.bands.label: 한 셀의 게이트와 상태와 기울기를 시간에 따라: 값마다 띠 하나, 그 안에 유닛마다 한 행
cells.memory: s → t
cells.memory.rnn: RNN: 위에서부터 시점 s의 상태가 오른쪽 시점 t에 얼마나 도착하는지
cells.memory.lstm: LSTM: h와 c에 대해 같은 그림
cells.memory.gru: GRU: 같은 그림
cells.running: 세 셀을 계산하는 중 …
cells.first: L = {0}은(는) 첫 시점의 값이라 거슬러 갈 시점이 없습니다.
cells.left: L = {0}에서 첫 시점까지 거슬러 가면 ∂L/∂h의 크기는 RNN {1}배, LSTM {2}배, GRU {3}배가 됩니다.
cells.lstm: 망각 게이트 f는 평균 {0}: 시점마다 c의 그만큼이 남습니다. 매개변수 {1}개.
cells.gru: 업데이트 게이트 z는 평균 {0}: 시점마다 h의 그만큼이 그대로 남습니다. 매개변수 {1}개.
cells.rnn: 그대로 남는 것은 없습니다. 모두 Wh와 tanh를 지나며, tanh의 기울기는 평균 {0}입니다. 매개변수 {1}개.
cells.behind: L = {0}보다 뒤의 시점
cells.toolarge: 이 크기에서는 LSTM의 Wx와 Wh에 가중치가 {0}개, 한 층에 상태가 {1}개입니다. 가중치 {2}개, 상태 {3}개까지 셀을 비교합니다. 크기 하나를 줄여 주세요.
memory.steps: 시점별
memory.units: 유닛별
memory.steps.label: 시점마다 0.99를 넘은 유닛의 비율은 막대로, 기울기의 평균은 선으로
memory.units.label: 유닛마다 0.99를 넘은 시점의 비율은 막대로, 기울기의 평균은 선으로
saturation.unit: 막대: 0.99를 넘은 비율, 선: 기울기 {6}의 평균. 유닛 {0}: {1}, {2}. 시점 {3}: {4}, {5}.
radius.below: Wh의 스펙트럼 반지름 ρ = {0}. 1보다 작으니 Wh만으로는 기억이 점점 사라집니다.
radius.one: Wh의 스펙트럼 반지름 ρ = {0}. 1에 가까우니 Wh가 가진 것을 그대로 지킵니다.
radius.above: Wh의 스펙트럼 반지름 ρ = {0}. 1보다 크니 Wh만으로는 상태가 계속 커집니다. tanh는 붙잡지만 relu는 붙잡지 못합니다.
radius.toolarge: Wh의 스펙트럼 반지름은 은닉 상태 크기 1,000까지 구합니다.

panel.files: 내보내기
files.label: 가져가기
files.numbers: 숫자
files.page: 이 페이지
files.pictures: 그림
files.npz: 모든 숫자, NumPy용
files.safetensors: 가중치, PyTorch용
files.csv: 상태, 표로
files.json: 숫자, JSON으로
files.ipynb: 노트북에서 열기
files.all: 고른 것 모두, 다시 열 수 있게
files.light: 종이용 밝은 바탕
files.download: 내려받기
files.download.label: 내려받기: {0}
files.picture.label: {0}: {1}
files.copy: 복사
files.copy.label: 복사: 스프레드시트에 붙일 상태
files.about: 약 {0}
files.making: {0} 만드는 중: {1} %
files.saved: 저장했습니다: {0}
files.left: 다른 숫자가 와서 {0} 파일을 끝까지 만들지 못했습니다.
files.failed: {0} 파일을 저장하지 못했습니다: {1}

notebook.page: 이 숫자가 나온 페이지
notebook.program: 이 프로그램은 페이지와 같은 은닉 상태를 계산합니다.
notebook.numbers: 페이지의 은닉 상태입니다. 더하는 순서가 달라 마지막 자리가 조금 다를 수 있습니다.
notebook.beside: 페이지의 “모든 숫자, NumPy용”에서 {0} 파일을 받아 이 노트북 옆에 두세요.
notebook.pytorch: PyTorch로도 같은 계산을 합니다. 없으면 먼저 설치하세요: pip install torch
notebook.difference: 가장 큰 차이:

figure.states: 입력, 합, 은닉 상태
figure.states.gates: 입력, 게이트, 은닉 상태
figure.states.compare: A와 B의 은닉 상태
figure.states.backward: 시점마다 L의 기울기
figure.lines: 시간에 따른 은닉 상태
figure.lines.backward: 시간에 따른 은닉 상태의 기울기
figure.weights: 가중치, 편향, 초기 상태
figure.weights.backward: 가중치, 편향, 초기 상태의 기울기
figure.influence: 한 시점이 뒤의 시점에 남기는 것
figure.gates: {0} 들여다보기
figure.gradient: 거슬러 오는 기울기
figure.sums: 함수를 거치기 전의 합
figure.inside: 게이트와 상태, 저마다 띠 하나
figure.flat: 막대: 0.99를 넘은 상태, 선: 기울기의 평균

bring: 내 숫자 가져오기
bring.about: x, Wx, Wh, b, h₀로 쓸 배열이나 PyTorch 모델 전체를 가져올 수 있습니다. .npy, .npz, .safetensors, CSV, TSV, JSON, 저장해 둔 페이지를 읽습니다.
bring.choose: 파일 고르기
bring.elsewhere: 페이지 아무 데나 끌어다 놓아도 됩니다.
bring.paste: 스프레드시트나 프로그램에서 복사한 숫자를 여기에 붙여 넣어도 됩니다
bring.read: 읽기
bring.private: 파일은 이 브라우저 안에서만 읽습니다. 밖으로 나가지 않습니다.
bring.here: 놓으면 숫자를 읽습니다
bring.pasted: 붙여 넣은 숫자
bring.loading: 파일을 읽는 프로그램을 내려받는 중
bring.memory: 이 파일을 읽는 데 {0} MB가 필요한데 브라우저에 그만한 메모리가 없습니다. 다른 탭을 닫거나 값이 더 적은 파일을 가져와 주세요.
bring.noreader: 파일을 읽는 프로그램을 내려받지 못했습니다. 연결을 확인하고 다시 시도해 주세요.
bring.other: 다른 파일
bring.done: 마치기
bring.torch: PyTorch 층의 가중치: {0}
bring.tutorial: 튜토리얼 프로그램의 배열: {0}
bring.sizes: T = {0}, I = {1}, H = {2}
bring.model: {0}, I = {1}, H = {2}
bring.layers: {0}개 층
bring.both: 양방향
bring.take: 모두 쓰기
bring.arrays: 하나씩 쓰기
bring.array: 이 배열을 쓸 곳
bring.fits: {0}, 지금 크기 그대로
bring.changes: {0}, {1}(으)로 바꾸어
bring.nowhere: 크기가 {0}인 배열은 쓸 곳이 없습니다. 지금 맞는 크기는 x {1}, Wx {2}, Wh {3}, b {4}, h₀ {5}이고, 차원의 수가 같으면 크기가 달라도 됩니다.
bring.toolarge: 층의 배열로 쓰기에는 너무 큽니다. {0}
bring.left: 쓰지 않은 것: {0}
bring.counts: 첫 열은 행의 번호일 뿐이어서 뺐습니다.
bring.more: 그 밖에 {0}개
bring.misfit: {0}의 크기가 {1}입니다. {2}이어야 합니다.
bring.missing: {0}이(가) 없습니다. 크기는 {1}이어야 합니다.
bring.unused: 모두를 한꺼번에 쓸 수는 없습니다. {0}
bring.in: 이제 내 숫자입니다: {0}.
bring.page: {0}에 저장한 페이지를 다시 열었습니다.
bring.one: 파일이 {0}개입니다. 하나씩 가져와 주세요.
bring.notfile: 파일도 숫자가 적힌 글도 아닙니다.
bring.notkept: 이 브라우저는 숫자를 간직하지 못합니다. 새로 고치면 다시 가져와야 합니다.
bring.unread: {0}을(를) 디스크에서 읽지 못했습니다.
bring.error.truncated: {0}이(가) 중간에 끊겼습니다. {2}바이트가 있어야 하는데 {1}바이트뿐입니다.
bring.error.damaged: {0}이(가) 손상되었거나 다른 파일입니다. {1}을(를) 읽을 수 없습니다.
bring.error.pickled: {0}에는 파이썬 객체(pickle)가 들어 있습니다. 코드를 실행할 수 있어 읽지 않습니다. np.save, np.savez, safetensors.torch.save_file로 숫자 배열을 저장해 주세요.
bring.error.type: {0}의 값은 {1} 형입니다. float64, float32, float16, bfloat16, 정수, bool을 읽을 수 있습니다.
bring.error.version: {0}의 버전 {1}은(는) 알지 못합니다. .npy는 1부터 3, 저장한 페이지는 1을 읽습니다.
bring.error.large: {0}의 크기가 {1}(이)라고 적혀 있습니다. 값 {2}개까지 읽을 수 있습니다.
bring.error.long: {0}을(를) 풀면 {1}바이트입니다. {2}바이트까지 읽습니다.
bring.error.many: {0}에 배열이 너무 많습니다. {1}개까지 읽습니다.
bring.error.encrypted: {0}은(는) 암호화되어 있습니다.
bring.error.method: {0}은(는) deflate가 아닌 방법({1})으로 압축되어 있습니다.
bring.error.notfinite: {0}의 {1}에 {2}이(가) 있습니다. ±10⁹ 안의 유한한 수로만 계산할 수 있습니다.
bring.error.notnumber: {0}의 {1}에 숫자가 아니라 ‘{2}’이(가) 있습니다.
bring.error.ragged: {0}의 {1}에는 값이 {2}개인데, 그 앞의 행에는 {3}개입니다.
bring.error.empty: {0}에 숫자가 없습니다.
bring.error.unknown: {0}은(는) .npy, .npz, .safetensors, CSV, TSV, JSON 가운데 어느 것도 아닙니다.
bring.error.deep: {0}이(가) {1}에서 너무 깊이 겹쳐 있습니다.
given: 내 숫자
given.drop: {0} 빼기, 뽑은 값으로 돌아갑니다
given.all: 모두 빼기
given.rests: 쉬는 중: {0}이어야 합니다
given.text: 문장이 들어오는 동안 쉽니다
given.kept: 링크에 담기에는 많아 이 브라우저에 있습니다
given.absent: {0}의 숫자는 링크에 담기에 너무 많고 이 브라우저에도 없습니다. 시드로 뽑은 값을 보여 드립니다. 파일을 다시 가져오면 볼 수 있습니다.
given.note: {0}: 내 숫자입니다.
weights.given: 내 숫자
weights.short.given: 내 숫자
bias.given: 내 숫자
inputs.given: 내 숫자
inputs.note.given: 내 숫자입니다. 시점 {0}개에 {1}개씩 들어옵니다.
edit.given: 가져온 값은 {0}
listing.given: 가져온 숫자: {0}
link.used.nogiven: 내 숫자 없음

said: 그림을 말로 풀면
spoken.zero: 값 {0}개가 모두 정확히 0입니다.
spoken.same: 값 {0}개가 모두 {1}입니다.
spoken.everywhere: 어디서나 {0}입니다.
spoken.ends: 가장 작은 값은 {0}(유닛 {1}, t = {2}), 가장 큰 값은 {3}(유닛 {4}, t = {5})입니다.
spoken.inputs: {1}시점에 걸친 {0}행. 가장 작은 값은 {2}({3}행, t = {4}), 가장 큰 값은 {5}({6}행, t = {7})입니다.
spoken.positive: 음수는 없습니다.
spoken.negative: {1}개 중 {0}개가 음수입니다.
spoken.zeros: {1}개 중 {0}개가 정확히 0입니다.
spoken.once: t = {0}에만 0이 아닌 값이 있습니다.
spoken.only: t = {0}에서 t = {1}까지만 0이 아닌 값이 있습니다.
spoken.onehot: {0}시점마다 {1}행 중 하나가 1이고 나머지는 0입니다.
spoken.flat: {1}개 중 {0}개가 ±2.65를 넘어, tanh가 평평한 곳에 있습니다.
spoken.relu: {1}개 중 {0}개가 0보다 작아, relu를 거치면 0이 됩니다.
spoken.still: 첫 시점부터 끝까지 모든 유닛이 마지막 값에서 {0} 넘게 벗어나지 않습니다.
spoken.quiet: t = {0}부터는 모든 유닛이 마지막 값에서 {1} 넘게 벗어나지 않습니다.
spoken.restless: 상태가 끝까지 계속 바뀝니다.
spoken.large: {1}시점에 걸친 {0}행. 크기가 {2}보다 큰 값은 없습니다.
spoken.apart: {1}개 중 {0}개가 0.5 넘게 다르고, 평균은 {2}입니다.
spoken.lines: 가장 많이 움직이는 것은 유닛 {0}({1}에서 {2} 사이), 가장 적게 움직이는 것은 유닛 {3}({4}에서 {5} 사이)입니다.
spoken.line: 고른 유닛 {0}의 선은 t = 1에서 {1}, t = {3}에서 {2}입니다. {4}.
spoken.line.one: 고른 유닛 {0}의 값은 {1}입니다.
spoken.line.level: 거의 움직이지 않습니다
spoken.line.rising: 줄곧 올라갑니다
spoken.line.falling: 줄곧 내려갑니다
spoken.line.turning: 도중에 방향이 {0}번 바뀝니다
spoken.band: 유닛 {0}개의 중앙값은 t = 1에서 {1}, t = {3}에서 {2}입니다. 끝에서 가운데 절반은 {4}에서 {5} 사이에 있습니다.
spoken.gate: {0}: {1}에서 {2} 사이, 평균 {3}
spoken.keeps: 가장 많이 남기는 것은 유닛 {0}({1}의 평균 {2}), 가장 적게 남기는 것은 유닛 {3}(평균 {4})입니다.
spoken.pass: {0}: {1}에서 {2} 사이, {4}개 중 {3}개가 0.99를 넘음
spoken.gradient: 가장 큰 것은 {0}({1}행, t = {2})입니다.
spoken.gradient.size: 모든 행을 합친 크기는 t = {0}에서 {1}, 가장 크고, t = {2}에서 {3}, 가장 작습니다.
spoken.gradient.none: {1}시점 중 {0}시점에서 정확히 0입니다.
spoken.gradient.gate: {0}의 크기는 최대 {1}
spoken.matrix: {0}행 {1}열. 가장 작은 값은 {2}({4}행 {3}열), 가장 큰 값은 {5}({7}행 {6}열)입니다.
spoken.matrix.large: {0}행 {1}열. 크기가 {2}보다 큰 값은 없습니다.
spoken.diagonal: 대각선의 {0}개만 0이 아니고, 모두 {1}입니다.
spoken.share.step: 0.99를 넘은 유닛의 비율은 t = {1}에서 {0}, 가장 작고, t = {3}에서 {2}, 가장 큽니다.
spoken.share.unit: 0.99를 넘은 시점의 비율은 유닛 {1}에서 {0}, 가장 작고, 유닛 {3}에서 {2}, 가장 큽니다.
spoken.share.same.step: 시점마다 유닛의 {0}가 0.99를 넘었습니다.
spoken.share.same.unit: 유닛마다 시점의 {0}가 0.99를 넘었습니다.
spoken.slope.step: 기울기의 평균은 t = {1}에서 {0}, 가장 크고, t = {3}에서 {2}, 가장 작습니다.
spoken.slope.unit: 기울기의 평균은 유닛 {1}에서 {0}, 가장 크고, 유닛 {3}에서 {2}, 가장 작습니다.
spoken.influence: 대각선(s = t)에서는 {0}입니다. 그 밖에서 가장 큰 값은 {1}(s = {2}에서 t = {3}까지), 가장 작은 값은 {4}(s = {5}에서 t = {6}까지)입니다.
spoken.influence.lost: 첫 시점 전의 변화는 {0}시점 뒤에 1 %도 남지 않습니다.
spoken.influence.kept: 첫 시점 전의 변화는 끝까지 1 % 넘게 남습니다.
spoken.cells: 기울기의 크기는 t = {0}에서 RNN {1}, LSTM {2}, GRU {3}이고, t = 1에서 RNN {4}, LSTM {5}, GRU {6}입니다. LSTM의 c로는 {7}입니다.
spoken.cells.first: 기울기의 크기는 t = {0}에서 RNN {1}, LSTM {2}, GRU {3}입니다.
spoken.curve: {0}에서 {1}의 값은 {2}, 기울기는 {3}입니다.
spoken.curve.flat: {0}에서 {1}의 값은 {2}, 기울기는 {3}입니다. 평평한 곳이라 변화가 거의 전해지지 않습니다.
spoken.curve.steep: {0}에서 {1}의 값은 {2}, 기울기는 {3}입니다. 거의 가장 가파른 곳입니다.
matrix.Wx: 입력 가중치 Wx의 색 지도. 행은 유닛, 열은 입력
matrix.Wh: 순환 가중치 Wh의 색 지도. 행은 유닛, 열은 앞 시점의 유닛
matrix.b: 편향 b의 색 지도. 행은 유닛
matrix.h0: 초기 은닉 상태의 색 지도. 행은 유닛
sound.hear: 유닛 {0}의 선을 소리로 듣기
sound.stop: 소리 멈추기
sound.each: 유닛 {0}, t = 1에서 {1}까지: {2} Hz는 {3}, {4} Hz는 0, {5} Hz는 {6}
sound.every: 유닛 {0}, t = 1에서 {1}까지 {7}시점마다: {2} Hz는 {3}, {4} Hz는 0, {5} Hz는 {6}
sound.escape: Esc를 누르면 멈춥니다.
sound.none: 이 브라우저에는 Web Audio가 없어 소리를 낼 수 없습니다.
sound.failed: 지금 이 기기에서는 소리를 낼 수 없습니다.
`
