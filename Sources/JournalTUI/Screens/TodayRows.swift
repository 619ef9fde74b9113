internal import JournalCore

/// What stands below the two columns of Today, and how the day is said.
extension Today {
  func rows(_ page: TodayPage, _ desk: Desk) -> [Row] {
    if page.nothingYet {
      return Words.beginnings.map { action, words in
        Row(label: Keymap.standard.label(action), text: words, trailing: "", target: .beginning(action))
      }
    }
    func waiting(_ items: [WaitingItem], _ label: String, answer: Bool) -> [Row] {
      items.enumerated().map { index, item in
        let since = JournalDay(desk.zone.moment(at: item.row.since))
        let held = item.row.heldUntil.map { desk.time($0.instant) }
        return Row(
          label: index == 0 ? label : "", text: item.name, trailing: held ?? Dates.short(since, today: desk.today),
          target: answer ? .answer(item.latest.entry.id) : .talk(item.latest.entry.id))
      }
    }
    var rows: [Row] = []
    if page.isFolded, page.tray?.isSpace ?? false {
      rows.append(Row(label: "", text: Words.folded(desk.other.name), trailing: "", target: .past))
    }
    if page.hasReady {
      rows.append(
        Row(
          label: Words.readyTitle(desk.other.name), text: Words.readyRow(desk.other.name), trailing: "", target: .ready)
      )
    }
    rows += page.unfinished.enumerated().map { index, unfinished in
      let (day, clock) = (Words.longDays[unfinished.at.date.weekday.rawValue], Dates.clock(unfinished.at))
      return Row(
        label: index == 0 ? Words.unfinished : "",
        text: page.unfinished.count == 1
          ? Words.youWereWriting(day, clock)
          : Words.youWereWriting(Words.editorTitle(unfinished.purpose, other: desk.other.name), day, clock),
        trailing: Words.putAway, target: .goOn(unfinished))
    }
    let nobodyWaits = [Row(label: Words.waitingForYou, text: Words.nothingWaits, trailing: "", target: .none)]
    rows += page.waitingForMe.isEmpty ? nobodyWaits : waiting(page.waitingForMe, desk.asked, answer: true)
    if let company = page.company {
      rows.append(
        Row(label: "", text: Words.wouldLikeCompany(desk.other.name), trailing: "", target: .company(company.entry.id)))
    }
    rows += waiting(page.myWaits, Words.youWaitFor, answer: false)
    if let new = page.new {
      rows.append(
        Row(
          label: Words.newForYou,
          text: new.isSeveral
            ? desk.other.name + ": " + Words.several(new.about) : Words.new(desk.other.name, new.newest),
          trailing: Dates.short(new.newest.entry.day, today: desk.today),
          target: new.isSeveral ? .past : .talk(new.newest.entry.id)))
    }
    rows += page.promised.prefix(2).enumerated().map { index, item in
      Row(
        label: index == 0 ? Words.promised : "", name: desk.named(item.entry.author),
        text: desk.name(item.entry.author) + ": " + item.words,
        trailing: item.entry.due.map { Words.due(desk.zone.moment(at: $0), desk) } ?? "",
        target: .talk(item.entry.id))
    }
    if let prompt = page.prompt {
      rows.append(
        Row(label: Words.ifYouLike, text: prompt.text, trailing: Words.notNowKey, target: .prompt(prompt)))
    }
    return rows
  }

  // MARK: - In words

  func spoken(_ desk: Desk) -> Spoken {
    guard let page else { return Spoken(title: Words.places[0]) }
    let rows = rows(page, desk)
    var group = ""
    let below = rows.map { row in
      if !row.label.isEmpty { group = row.label }
      return [group, row.text, row.trailing].filter { !$0.isEmpty }.joined(separator: ", ")
    }
    let at =
      switch focus {
      case .entry(let id): page.items.firstIndex { $0.entry.id == id } ?? 0
      case .row(let index): page.items.count + index
      }
    var lines = [desk.notice].compactMap { $0 }
    lines += desk.partners.filter { partner in !page.items.contains { $0.entry.author == partner.id } }.map {
      partner in
      partner.name + ", "
        + (partner.id != desk.me.id && !page.isJoined ? Words.hasNotJoined : Words.nothingWritten)
    }
    if page.nothingYet { lines += [Words.beginning, Words.lookAround] }
    return Spoken(
      title: Words.places[0] + ", " + desk.header(), lines: lines, items: page.items.map { $0.spoken(desk) } + below,
      focus: at)
  }
}
