// Gives back the program in WebAssembly of which cmd/site made a packed one, while
// that arrives: pack.go there and what it refers to say what each part is. In
// AssemblyScript, because a browser has it run at full speed at once, where it
// would interpret JavaScript for as long as this takes.
//
// The packed program lies in memory, as much of it as has arrived, and behind it
// what is made of it. No bounds are checked: what is no packed program ends by a
// trap of the memory's bounds, by one of its own, or as no program. But it ends:
// what goes on without writing or reading anything new is seen.

const CODE_SECTION = 10;
const FIRST_FUNCTION = 0x1000;
const RETURN_ADDRESS = 0xf8;
const JUMP_TARGET = 0xf9;
const BLOCK = 0x02;
const IF = 0x04;
const END = 0x0b;
const BR = 0x0c;
const BR_IF = 0x0d;
const BR_TABLE = 0x0e;
const I32_CONST = 0x41;
const I64_CONST = 0x42;
const F32_CONST = 0x43;
const F64_CONST = 0x44;
const MORE = 0xfc;

/** How many numbers follow each instruction; or what else it is, PHRASE or SPECIAL. */
const KINDS = memory.data(256);
const PHRASE = 3;
const SPECIAL = 4;
/** Where in the input the phrase of each instruction is: its length and its bytes. */
const PHRASES = memory.data(4 * 256);

/** The most that the header takes, and so every other number or pair of numbers. */
const HEADER: usize = 4096;

/** Where the input begins, where it is read next, to where it has arrived, and where it ends. */
let input: usize;
let at: usize;
let arrived: usize;
let last: usize;
/** How much has to be there for what is read as a whole. */
let longest: usize = HEADER;
/** Where the output begins, is written next, and ends. */
let output: usize;
let written: usize;
let end: usize;
/** What comes next. */
let reading = Part.HEADER;
/** How many functions there are, and how many are done; how many bytes are to be copied, of a piece. */
let functions: i32;
let done: i32;
let left: usize;
/** The table whose second words say where records begin. */
let offsets: usize;
let table: usize;

const enum Part { HEADER, SECTION, FUNCTION, PIECE, COPY, RECORDS, TABLE }

function room(to: usize): void {
  const pages = <i32>(to >> 16) + 1 - memory.size();
  if (pages > 0 && memory.grow(pages) < 0) unreachable();
}

/** Where to put the packed program, of that many bytes. */
export function begin(size: usize): usize {
  input = at = __heap_base;
  last = input + size;
  room(last);
  kinds(0x02, 0x04, 1);
  kinds(BR, BR_TABLE, SPECIAL);
  kinds(0x10, 0x10, 1);
  kinds(0x11, 0x11, 2);
  kinds(0x20, 0x24, 1);
  kinds(0x28, 0x3e, 2);
  kinds(0x3f, 0x42, 1);
  kinds(F32_CONST, F64_CONST, SPECIAL);
  kinds(RETURN_ADDRESS, JUMP_TARGET, SPECIAL);
  kinds(MORE, MORE, SPECIAL);
  return input;
}

function kinds(from: i32, to: i32, kind: i32): void {
  memory.fill(KINDS + from, <u8>kind, to - from + 1);
}

/** Unpacks what can be with that many bytes of input. */
export function unpack(size: usize): void {
  arrived = input + size;
  while (step()) {}
}

/** Where the output begins; 0 before it does. */
export function begun(): usize { return output; }

/** How much of it there is. */
export function made(): usize { return written - output; }

function step(): bool {
  if (written == end && end) return false; // that is all
  if (reading != Part.COPY && arrived < last && arrived - at < longest) return false;
  switch (reading) {
    case Part.HEADER:
      header();
      reading = Part.SECTION;
      break;
    case Part.SECTION: {
      const section = number();
      number(); // its size
      if (section == CODE_SECTION) {
        functions = number();
        done = 0;
        reading = Part.FUNCTION;
      } else {
        reading = Part.PIECE;
      }
      break;
    }
    case Part.FUNCTION:
      if (done == functions) {
        reading = Part.SECTION;
      } else {
        body(FIRST_FUNCTION + done);
        done++;
      }
      break;
    case Part.PIECE:
      left = unsigned();
      reading = Part.COPY;
      break;
    case Part.COPY: {
      const some = min(left, arrived - at);
      memory.copy(written, at, some);
      at += some;
      written += some;
      left -= some;
      if (left > 0) return false;
      reading = Part.RECORDS;
      break;
    }
    case Part.RECORDS:
      functions = unsigned();
      reading = functions ? Part.TABLE : Part.SECTION;
      break;
    case Part.TABLE:
      if (!records(functions)) return false;
      reading = Part.PIECE;
      break;
  }
  return true;
}

function unsigned(): u32 {
  let value: u32 = 0, shift = 0, byte: u32;
  do {
    byte = load<u8>(at++);
    value |= (byte & 127) << shift;
    shift += 7;
  } while (byte > 127);
  return value;
}

function signed(): i32 {
  let value = 0, shift = 0, byte: i32;
  do {
    byte = load<u8>(at++);
    value |= (byte & 127) << shift;
    shift += 7;
  } while (byte > 127);
  return byte & 64 ? value | -1 << shift : value;
}

@inline function write(byte: u32): void { store<u8>(written++, byte); }

function writeUnsigned(value: u32): void {
  for (; value > 127; value >>= 7) write(value & 127 | 128);
  write(value);
}

function writeSigned(value: i32): void {
  for (; value > 63 || value < -64; value >>= 7) write(value & 127 | 128);
  write(value & 127);
}

/** Copies bytes. */
@inline function copy(count: i32): void {
  for (; count > 0; count--) write(load<u8>(at++));
}

/** Copies a number, and gives it. */
function number(): u32 {
  const value = unsigned();
  writeUnsigned(value);
  return value;
}

@inline function copyNumber(): void {
  let byte: u32;
  do {
    byte = load<u8>(at++);
    write(byte);
  } while (byte > 127);
}

function header(): void {
  at += 8;
  const size = unsigned();
  longest = max(<usize>unsigned(), 64);
  for (let count = unsigned(); count > 0; count--) {
    const code = load<u8>(at++);
    store<u8>(KINDS + code, PHRASE);
    store<usize>(PHRASES + (<usize>code << 2), at);
    at += 1 + load<u8>(at);
  }
  output = written = last + 64;
  end = output + size;
  room(end + 64);
  store<u64>(written, 0x16d736100); // "\0asm", version 1
  written += 8;
}

/** One function of the section of code. */
function body(number: i32): void {
  const start = written;
  written += 5; // for its size
  let locals: i32 = load<u8>(at);
  copyNumber();
  for (; locals > 0; locals--) {
    copyNumber();
    copy(1);
  }
  let address = number << 16;
  let depth = 0;
  let nested = 0; // phrases since the last instruction, each in the one before
  while (depth >= 0) {
    const op: i32 = load<u8>(at++);
    const kind: i32 = load<u8>(KINDS + op);
    if (kind < PHRASE) {
      nested = 0;
      write(op);
      if (kind > 0) {
        copyNumber();
        if (kind > 1) copyNumber();
        else if (op >= BLOCK && op <= IF) depth++;
      } else if (op == END) {
        depth--;
      }
      continue;
    }
    if (kind == PHRASE) {
      if (++nested > 256) unreachable(); // one that is in itself
      // Is read as if it stood in its place, which it may: all before is done with.
      const phrase = load<usize>(PHRASES + (<usize>op << 2));
      for (let from = phrase + load<u8>(phrase); from > phrase; from--) store<u8>(--at, load<u8>(from));
      continue;
    }
    nested = 0;
    switch (op) {
      case RETURN_ADDRESS:
        write(I64_CONST);
        address += signed();
        writeSigned(address);
        break;
      case JUMP_TARGET:
        write(I32_CONST);
        writeSigned((address & 0xffff) + signed());
        break;
      case BR:
      case BR_IF:
        write(op);
        writeUnsigned(depth - signed());
        break;
      case BR_TABLE: {
        write(op);
        const most = signed();
        writeUnsigned(most);
        let value = 0;
        for (let i = 0; i <= most; i++) {
          value += signed();
          writeUnsigned(value);
        }
        break;
      }
      case F32_CONST:
        write(op);
        copy(4);
        break;
      case F64_CONST:
        write(op);
        copy(8);
        break;
      case MORE: {
        write(op);
        const more: i32 = load<u8>(at);
        copy(more == 10 ? 3 : more == 11 ? 2 : 1);
        break;
      }
      default:
        unreachable();
    }
  }
  const size = written - start - 5;
  written = start;
  writeUnsigned(<u32>size);
  memory.copy(written, start + 5, size);
  written += size;
}

/** A table of that many records, if it is there. */
function records(count: i32): bool {
  const before = at;
  const size = unsigned();
  const change = unsigned();
  const stop = at + unsigned(); // its length stands before it
  if (stop > arrived) {
    at = before;
    return false;
  }
  if (<usize>count > (end - output) >> 2) unreachable(); // each takes a word at least, here or in the table
  for (let word: u32 = 0; at < stop; word++) {
    const from = at;
    let value: u32 = 0;
    for (let i = 0; i < count && at < stop; i++) {
      const place = record(i, size) + 4 * word;
      if (place >= record(i + 1, size)) continue;
      value = load<u32>(at) + (word < change ? value : 0);
      store<u32>(place, value);
      at += 4;
    }
    if (at == from) unreachable();
  }
  const from = written;
  written = record(count, size);
  if (size == 2) {
    table = from;
    offsets = from + 4;
  }
  return true;
}

/** Where a record begins: all have the same size, or the table before says where. */
@inline function record(i: i32, size: u32): usize {
  return size ? written + 4 * size * i : table + load<u32>(offsets + 8 * i);
}
